using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;

namespace FlowDemo.Cli.Plans;

/// <summary>What a comparison will spend: the work that its methods declare, at the pace of a short trial on this machine.</summary>
/// <param name="Rows">Rows of the report.</param>
/// <param name="RowEvaluations">Evaluations of all rows together, for a sample.</param>
/// <param name="ReferenceEvaluations">Evaluations of the reference for a sample, of all problems together.</param>
/// <param name="Seconds">About how long the command takes.</param>
/// <param name="Building">The part of it in which schedules and fits are built.</param>
/// <param name="Built">Schedules and solvers that take that time.</param>
internal sealed record EffortEstimate(
    int Rows, long RowEvaluations, long ReferenceEvaluations, double Seconds, double Building, ImmutableArray<string> Built)
{
    /// <summary>What the command takes that has nothing to do.</summary>
    private const double Start = 0.45;

    /// <summary>Code runs so many times slower before it is compiled for good, which it is after so long.</summary>
    private const double Cold = 4;
    private const double UntilWarm = 0.25;

    /// <summary>Shares of the time that are not worth a word.</summary>
    private const double Unseen = 0.01;

    private const double Minute = 60;
    private const double Hour = 3600;

    /// <summary>Estimates a request.</summary>
    /// <param name="request">The comparisons.</param>
    public static EffortEstimate Of(StudyRequest request)
    {
        (double reference, double seconds, double building) = (0, 0, 0);
        Dictionary<string, double> built = [];
        foreach (ComparisonRequest problem in request.Problems)
        {
            PaceTrial trial = PaceTrial.Of(problem);
            ComparisonWork work = ComparisonWork.Of(
                problem.Plan, problem.Samples, problem.Components, referenceEvaluations: trial.ReferenceEvaluations);
            reference += trial.ReferenceEvaluations;
            seconds += trial.Pace.Seconds(work.Total);
            building += trial.Pace.Seconds(work.Building);
            foreach (MethodWork method in work.Methods)
            {
                string name = method.Method.Solver.Value.IsFitted ? method.Method.Solver.Name : method.Method.Schedule.Name;
                built[name] = built.GetValueOrDefault(name) + trial.Pace.Seconds(method.Building);
            }
        }

        int[] spent = [.. request.Plan.Methods.SelectMany(m => m.BudgetsAmong(request.Plan.Plan.Budgets)).OfType<int>()];
        return new EffortEstimate(
            spent.Length * request.Problems.Length,
            spent.Sum(static b => (long)b) * request.Problems.Length,
            (long)Math.Round(reference),
            Start + seconds + Math.Min(Cold * seconds, UntilWarm),
            building,
            [.. built.Where(b => b.Value > Unseen * seconds).OrderByDescending(static b => b.Value).Select(static b => b.Key)]);
    }

    /// <summary>About how long some of the methods take, in seconds.</summary>
    /// <param name="request">The comparisons.</param>
    /// <param name="units">The methods that run together: the problem, and which of its methods.</param>
    public static double SecondsOf(StudyRequest request, IEnumerable<(int Problem, ImmutableArray<int> Methods)> units) =>
        units.GroupBy(static u => u.Problem).Sum(unit =>
        {
            ComparisonRequest problem = request.Problems[unit.Key];
            PaceTrial trial = PaceTrial.Of(problem);
            return unit.Sum(u => trial.Pace.Seconds(ComparisonWork.Of(
                problem.Plan, problem.Samples, problem.Components, u.Methods, trial.ReferenceEvaluations).Total));
        });

    /// <summary>A time as it is told: two digits and a unit.</summary>
    /// <param name="seconds">Seconds.</param>
    public static string Text(double seconds)
    {
        (double value, string unit) = seconds < Minute * 1.5 ? (seconds, "s")
            : seconds < Hour * 1.5 ? (seconds / Minute, "min")
            : (seconds / Hour, "h");
        return string.Create(CultureInfo.InvariantCulture, $"{Rounded(value)} {unit}");
    }

    /// <summary>The estimate in one sentence.</summary>
    public override string ToString()
    {
        string what = Built.Length <= 3 ? string.Join(", ", Built) : $"{string.Join(", ", Built.Take(2))} and {Built.Length - 2} more";
        string building = Built.IsEmpty ? string.Empty : $", {Text(Building)} of it to build {what}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows} rows spend {RowEvaluations} NFE per sample, the reference {ReferenceEvaluations}; about {Text(Seconds)}{building}.");
    }

    private static double Rounded(double value)
    {
        double digit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 0.01))) - 1);
        return Math.Round(Math.Round(value / digit) * digit, 3);
    }
}
