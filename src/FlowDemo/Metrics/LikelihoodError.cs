using FlowDemo.Metrics.Statistics;
using FlowDemo.Targets;

namespace FlowDemo.Metrics;

/// <summary>
/// How well a row's own steps tell the log density of data: <c>sqrt(1/n sum (l_i - log p(x_i))^2)</c>, x_i where the exact flow ends and
/// l_i the estimate along the row's steps from there to the noise: by the derivative of their map for a row without noise, by the backward
/// equation for em and sde-heun.
/// </summary>
/// <param name="paths">Paths from each point, for a row with noise.</param>
/// <param name="controls">Whether the martingale is taken off them.</param>
internal sealed class LikelihoodError(int paths, bool controls) : IMetric
{
    private const string Control = "control";
    private const string Plain = "plain";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "loglik", "Error of the log density of data that the row's own steps give on their way to noise.", static a =>
            new LikelihoodError(a.Integer(0, 1, 1024), a.Word(1, Control, Plain) == Control))
    {
        Formula = "sqrt(1/n sum (l_i - log p(x_i))^2); l = log p0(T(x)) + log |det dT/dx|, T the steps from data to noise; em and "
            + "sde-heun: l = E[log p0(X) - int (div u + eps div s + eps |s|^2) dtau - int sqrt(2 eps) s dW], dX = -(u - eps s) dtau + "
            + "sqrt(2 eps) dW",
        Cost = "one more run of the row, with its two tangents; for em and sde-heun one of so many paths, with the exact "
            + "derivatives",
        Source = "Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv "
            + "2303.08797",
        Notes = "The last integral has no mean and is a control variate: with it the estimate holds path by path. sde-heun takes it and "
            + "that of eps div s as one, Stratonovich's, so that the scatter falls with the step and not with its root. Not kl, which is "
            + "the density of what the row samples.",
        Parameters =
        [
            new("paths", "1", "paths from each point for em and sde-heun, 1 to 1024."),
            new("variate", Control, "control takes the martingale off each path, plain leaves it."),
        ],
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "nats";

    /// <inheritdoc/>
    public int Passes => 4;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement.LogLikelihoods is not null;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) =>
        "needs the exact field without guidance, and steps that run from data to noise with their derivatives, or those of em or "
            + "sde-heun";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] told = measurement.LogLikelihoods!(paths, controls);
        double[] exact = new MixtureDensity(measurement.Target).LogDensity(measurement.Reference, measurement.Execution);
        return Intervals.RootMean(measurement.Noise, [.. told.Zip(exact, static (a, b) => (a - b) * (a - b))]);
    }
}
