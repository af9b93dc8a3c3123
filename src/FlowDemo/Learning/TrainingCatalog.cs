using FlowDemo.Learning.Methods;

namespace FlowDemo.Learning;

/// <summary>The training methods by name.</summary>
public static class TrainingCatalog
{
    private const string PairCost = "400 evaluations per pair, symmetric pairs free; the fit needs none";

    private static readonly MethodParameter ChordParameter =
        new("chord", "trajectory", "trajectory for the chord between teacher states, line for the straight line between noise and end point");

    /// <summary>All of them.</summary>
    public static Catalog<ITrainingMethod> All { get; } = new(
        "training method",
        new CatalogEntry<ITrainingMethod>("boss", "Knots from the Bellman recursion, then a velocity refitted so that each knot points at the next.", static a => new KnotStraightening("boss", ChordOf(a)))
        {
            Formula = "v_k = argmin E|v(x(t_k)) - (x(t_k+1) - x(t_k)) / (t_k+1 - t_k)|^2 for each knot t_k",
            Order = "exact at its own knots with unlimited capacity",
            Cost = PairCost,
            Source = "Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414",
            Notes = "One model for each number of steps; --schedule chooses other knots. At 1 step it is one-step distillation.",
            Parameters = [ChordParameter],
        },
        new CatalogEntry<ITrainingMethod>("distill", "Distillation to 1 or K steps at uniform knots.", static a => new KnotStraightening("uniform", ChordOf(a)))
        {
            Formula = "v_0 = argmin E|x0 + v(x0) - x1|^2 at one step; chords between the knots at more",
            Order = "exact at its own knots with unlimited capacity",
            Cost = PairCost,
            Source = "Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, section 2.3",
            Notes = "distill:line regresses on the straight line between noise and end point, as K-step distillation of rectified flow does.",
            Parameters = [ChordParameter],
        },
        new CatalogEntry<ITrainingMethod>("reflow", "Rectification: refits one velocity for all times to straight lines between noise and its end points.", static a => new Reflow(a.Integer(0, 1, 9), Steepness(a)))
        {
            Formula = "v = argmin int E|(X1 - X0) - v((1 - t) X0 + t X1, t)|^2 p(t) dt, X1 = end point of the flow from X0",
            Order = "straight after one round where the lines do not cross",
            Cost = PairCost + "; further rounds follow the student",
            Source = "Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003",
            Notes = "Reports S(Z), V and the transport cost. Its fixed points need not be optimal transport.",
            Parameters =
            [
                new MethodParameter("rounds", "1", "how often to rectify, 1 to 9; one round gives the second rectified flow"),
                new MethodParameter("times", "u", "u for the U-shaped density of times, uniform for even ones"),
            ],
        },
        new CatalogEntry<ITrainingMethod>("oracle-2rf", "The exact second rectified flow, by Newton's method: what reflow would reach with unlimited capacity.", static _ => new OracleReflow())
        {
            Formula = "v(x, t) = T(z) - z, (1 - t) z + t T(z) = x, T = end point map of the exact flow",
            Order = "straight: one Euler step is exact",
            Cost = "no training; an evaluation solves the exact flow several times",
            Source = "Bansal, Roy, Sarkar, Rinaldo, On the Wasserstein Convergence and Straightness of Rectified Flow, 2024, arXiv 2410.14949",
            Notes = "Refused where the lines cross.",
        });

    private static Chord ChordOf(MethodArguments arguments) => arguments.Word(0, "trajectory", "line") == "line" ? Chord.Line : Chord.Trajectory;

    private static double Steepness(MethodArguments arguments) => arguments.Word(1, "u", "uniform") == "u" ? 4 : 0;
}
