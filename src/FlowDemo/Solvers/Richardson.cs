using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// Richardson's extrapolation of two whole runs of Euler's method, one with each step cut in half: <c>x = 2 x_fine - x_coarse</c>, at
/// every knot. Order 2, 3N evaluations, carries both runs. Not to be confused with the extrapolation of single steps, which is
/// <c>midpoint</c>.
/// </summary>
/// <remarks>
/// L. F. Richardson, The Approximate Arithmetical Solution by Finite Differences of Physical Problems, 1911; for ordinary equations
/// Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section II.4.
/// </remarks>
internal sealed class Richardson : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "richardson", "Richardson's extrapolation of two runs of Euler's method.", static _ => new Richardson())
    {
        Formula = "x = 2 x_fine - x_coarse: two runs of euler, the fine one with every step cut in half",
        Convergence = new ConvergenceOrder(2),
        Cost = "3N",
        Source = "L. F. Richardson, The Approximate Arithmetical Solution by Finite Differences of Physical Problems, 1911; Hairer, "
            + "Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section II.4",
        Notes = "A negative result: few steps are too far from where errors fall by powers, and heun gets more for as many evaluations. "
            + "Extrapolating each step by itself is midpoint. No pattern lists it.",
        IsListedByPattern = false,
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 3);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(Tableaus.Euler.Start(flow, batch), batch);

    private sealed class Stepper(IStepper euler, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch coarse = batch.NewLike();
        private readonly SampleBatch fine = batch.NewLike();
        private bool isUnderWay;

        public void Step(double t0, double t1, SampleBatch x)
        {
            if (!isUnderWay)
            {
                x.Values.CopyTo(coarse.Values);
                x.Values.CopyTo(fine.Values);
                isUnderWay = true;
            }

            double half = (t0 + t1) / 2;
            euler.Step(t0, t1, coarse);
            euler.Step(t0, half, fine);
            euler.Step(half, t1, fine);
            fine.Values.CopyTo(x.Values);
            Flat.Combine(x.Values, 2, -1, coarse.Values);
        }
    }
}
