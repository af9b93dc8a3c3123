using FlowDemo.Learning.Methods;
using FlowDemo.Learning.Methods.Meta;
using FlowDemo.Targets;

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
        new CatalogEntry<ITrainingMethod>("velocity-lora", "BOSS with few trained numbers: a low-rank correction of a frozen student's weights at all knots.", static a => new LowRankStraightening(a.Integer(0, 0, 200)))
        {
            Formula = "C = F + A B, A (M x r) shared by the knots, B (r x 2K): the weights of M features at K knots, F those of the exact velocity",
            Order = "as boss at rank 2K",
            Cost = PairCost + "; the fit sweeps over small linear systems",
            Source = "Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414, appendix E; Hu et al., LoRA, 2021, arXiv 2106.09685",
            Notes = "With --residual yes the frozen student is the exact field. Reports trained parameters, and the errors of the full fit and of the frozen student: the fit lowers the loss at the knots, which at rank 1 may still raise the error at the end.",
            Parameters = [new MethodParameter("rank", "4", "r, 0 to 200; 2K and more is the full fit")],
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
        },
        new CatalogEntry<ITrainingMethod>("rfpp", "Rectification trained better: U-shaped times and a pseudo-Huber loss.", static a => new Reflow(1, a.Number(1, 0.1, 20), a.Number(0, 1e-6, 100)))
        {
            Formula = "v = argmin int E[sqrt(|X1 - X0 - v|^2 + c^2) - c] p(t) dt, p(t) proportional to cosh(a (t - 1/2))",
            Order = "as reflow",
            Cost = PairCost + "; the fit is repeated 5 times",
            Source = "Lee, Lin, Fanti, Improving the Training of Rectified Flows, 2024, arXiv 2405.20320",
            Notes = "Also 2-rectified flow++. By reweighted least squares; the perceptual part of the loss has no counterpart here.",
            Parameters =
            [
                new MethodParameter("c", "0.02", "where the loss turns from squares to distances, 0.000001 to 100; data units"),
                new MethodParameter("a", "4", "steepness of the density of times, 0.1 to 20"),
            ],
        },
        new CatalogEntry<ITrainingMethod>("consistency", "Consistency distillation: a function per knot that jumps to the end of the trajectory.", static a => new ConsistencyRecursion(a.Integer(0, 1, 100)))
        {
            Formula = "f_n = argmin E|f_n+1(x^(t_n+1)) - f(x(t_n))|^2, x^ one teacher step from noised data, f_N the identity",
            Order = "exact at its own knots with unlimited capacity",
            Cost = "400 / N evaluations per pair and knot",
            Source = "Song, Dhariwal, Chen, Sutskever, Consistency Models, 2023, arXiv 2303.01469",
            Notes = "As a field its velocity points at the end: (f(x, t) - x) / (1 - t). --nfe picks the numbers of steps that divide N.",
            Parameters = [new MethodParameter("knots", "16", "N, 1 to 100")],
        },
        new CatalogEntry<ITrainingMethod>("scott", "Consistency distillation from a stochastic teacher; its noise level is a knob.", static a => new ConsistencyRecursion(a.Integer(1, 1, 100), a.Number(0, 0, 1)))
        {
            Formula = "as consistency, x^ by 3 sub-steps of DDIM with noise eta; the fixed point is E[x1 of the SDE | x(t_n)]",
            Order = "not exact for eta > 0: the target is random, so squares give its mean",
            Cost = "3 evaluations per pair and knot",
            Source = "Liu et al., SCott: Accelerating Diffusion Models with Stochastic Consistency Distillation, 2024, arXiv 2403.01505",
            Notes = "At eta = 1 one step collapses to the mean of the data. The adversarial loss of the paper is left out.",
            Parameters =
            [
                new MethodParameter("eta", "0.2", "noise of the teacher, 0 to 1"),
                new MethodParameter("knots", "16", "N, 1 to 100"),
            ],
        },
        new CatalogEntry<ITrainingMethod>("rectified-diffusion", "Keeps a diffusion model's path and form, and retrains it on pairs of its own flow, in one phase or several.", static a => new RectifiedDiffusion(a.Integer(0, 1, 100)))
        {
            Formula = "D_k = argmin E|D(alpha_k D + sigma_k e) - D|^2 at each knot, D and e those of the states at the ends of its phase; one phase: x1 = T(x0) and x0",
            Order = "first order: DDIM steps of any length within a phase are exact with unlimited capacity",
            Cost = PairCost,
            Source = "Wang et al., Rectified Diffusion: Straightness Is Not Your Need in Rectified Flow, 2024, arXiv 2410.07303",
            Notes = "Use it with --solver ddim on --path trigonometric or vp; Euler steps are far off there even with a perfect student.",
            Parameters = [new MethodParameter("phases", "1", "M, 1 to 100: as many as even parts of the grid; at least M steps")],
        },
        new CatalogEntry<ITrainingMethod>("slimflow", "Small perceptrons: annealing reflow, then one-step distillation guided by it.", static _ => new SlimFlow())
        {
            Formula = "x0' = sqrt(1 - b^2) x0 + b n with b from 1 to 0; then |x0 + w(x0) - x1|^2 and two-step targets of the reflow",
            Order = "one step",
            Cost = PairCost + "; gradient steps of a perceptron (--hidden, --iterations)",
            Source = "Zhu, Liu, Liu, SlimFlow: Training Smaller One-Step Diffusion Models with Rectified Flow, 2024, arXiv 2407.12718",
            Notes = "The model holds both: the distilled student at 1 step, the annealed reflow at more.",
        },
        new CatalogEntry<ITrainingMethod>("instaflow", "A one-step student for each class: reflow on pairs of the guided flow, then distillation.", static a => new InstaFlow(a.Integer(0, 1, 1000), a.Number(1, 0, ClassCondition.LargestGuidance)))
        {
            Formula = "reflow on (x0, T_A(x0 | c)), T_A the end point of A u(x, t | c) + (1 - A) u(x, t); then |x0 + w(x0) - end of the reflow|^2",
            Order = "one step",
            Cost = PairCost + "; 100 evaluations of the reflow per pair; for each class",
            Source = "Liu et al., InstaFlow: One Step is Enough for High-Quality Diffusion-Based Text-to-Image Generation, 2023, arXiv 2309.06380",
            Notes = "compare picks the student by --class and --guidance. The model holds the reflow too, for more steps. Reports what distillation does without reflow: with unlimited capacity the same.",
            Parameters =
            [
                new MethodParameter("classes", "4", "number of classes, 1 to 1000: runs of neighbouring components of the target"),
                new MethodParameter("guidance", "1.5", "A, 0 to 100; 1 is none"),
            ],
        },
        new CatalogEntry<ITrainingMethod>("meta", "Meta flow matching: one field for a family of populations, conditioned on samples of the source.", static a => new MetaFlowMatching(a.Integer(0, 1, 200), a.Number(1, 0, 360), a.Number(2, 0.01, 100), a.Integer(3, 1, 6)))
        {
            Formula = "v = argmin sum_p E|v((1 - t) x0 + t x1, t | phi(p)) - (x1 - x0)|^2, x0 = x1 + s n, phi(p) an embedding of population p's x0",
            Order = "one field for all members of the family",
            Cost = "no evaluation of the teacher: it learns from data; the fit takes one linear system of (1 + dimensions) times the features",
            Source = "Atanackovic et al., Meta Flow Matching: Integrating Vector Fields on the Wasserstein Manifold, 2024, arXiv 2408.14608",
            Notes = "A study, whose findings are its result: W2 and RMSE of MFM, FM (no condition), CGFM (the population's number) and the exact flow, on turned targets seen and unseen. "
                + "The file holds the field of the target itself; it starts from blurred data, so compare, which starts from noise, refuses it. Fourier features, --features of them, 200 by default.",
            Parameters =
            [
                new MethodParameter("populations", "24", "training populations, 1 to 200"),
                new MethodParameter("degrees", "30", "the target is turned by 0 up to so much, 0 to 360"),
                new MethodParameter("blur", "1", "s, 0.01 to 100; data units"),
                new MethodParameter("dimensions", "4", "numbers in an embedding at most, 1 to 6"),
            ],
        });

    private static Chord ChordOf(MethodArguments arguments) => arguments.Word(0, "trajectory", "line") == "line" ? Chord.Line : Chord.Trajectory;

    private static double Steepness(MethodArguments arguments) => arguments.Word(1, "u", "uniform") == "u" ? 4 : 0;
}
