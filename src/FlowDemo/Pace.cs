namespace FlowDemo;

/// <summary>How fast work is done.</summary>
/// <param name="SecondsPerEvaluation">Of one velocity evaluation, where all threads evaluate.</param>
/// <param name="Threads">Cores that share the work.</param>
public sealed record Pace(double SecondsPerEvaluation, int Threads)
{
    /// <summary>What a step does beside evaluating the field, for each evaluation of it.</summary>
    public const double NanosecondsOfStep = 4;

    private const double NanosecondsOfComponent = 1.1;
    private const double NanosecondsOfModel = 1000;

    /// <summary>The pace of a usual core, which is the same everywhere: enough to weigh pieces of work against each other.</summary>
    /// <param name="components">Components of the target; 0 for a model.</param>
    /// <param name="threads">Cores that share the work.</param>
    public static Pace Usual(int components, int threads) => new(
        (components == 0 ? NanosecondsOfModel : NanosecondsOfStep + (NanosecondsOfComponent * components))
            * 1e-9 / threads,
        threads);

    /// <summary>About how long work takes, in seconds.</summary>
    /// <param name="work">The work.</param>
    public double Seconds(Workload work) => (work.Evaluations * SecondsPerEvaluation) + (work.Nanoseconds * 1e-9 / Threads);
}
