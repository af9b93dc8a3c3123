using System.Collections.Immutable;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>
/// One sampler in non-stationary form: <c>y_0 = warm start of x_0 at t_0, u_j = u(y_j, c_j), y_i = carry_i y_0 + sum_{j &lt; i}
/// w_ij u_j + noise_i x_0 + mean_i M</c> for i = 1 ... K; y_K is the result. It costs K evaluations.
/// </summary>
/// <remarks>Shaul et al., Bespoke Non-Stationary Solvers, 2024, arXiv 2403.01329, with terms for a warm start.</remarks>
public sealed class FittedSampler
{
    private readonly ImmutableArray<double> values;
    private readonly CoefficientLayout layout;

    internal FittedSampler(WarmStartKind warmStart, CoefficientLayout layout, ReadOnlySpan<double> values, double calibrationError, double validationError)
    {
        WarmStart = warmStart;
        this.layout = layout;
        this.values = [.. values];
        CalibrationError = calibrationError;
        ValidationError = validationError;
    }

    /// <summary>K, velocity evaluations per sample.</summary>
    public int Evaluations => layout.Evaluations;

    /// <summary>The jump from 0 to t_0.</summary>
    public WarmStartKind WarmStart { get; }

    /// <summary>t_0; 0 without a warm start.</summary>
    public double StartTime => values[CoefficientLayout.Start];

    /// <summary>c_0 ... c_{K-1}, increasing: the times of the evaluations. That of the first is not the time of its state, t_0.</summary>
    public ImmutableArray<double> Times => [.. Enumerable.Range(0, Evaluations).Select(j => values[layout.Time(j)])];

    /// <summary>Endpoint RMSE on the pairs it was fitted to, data units.</summary>
    public double CalibrationError { get; }

    /// <summary>Endpoint RMSE on the pairs that decided when to stop, data units.</summary>
    public double ValidationError { get; }

    /// <summary>The times of the states: 0, then t_0 if there is a warm start, c_1 ... c_{K-1}, and 1.</summary>
    public TimeGrid Grid => new([0, .. WarmStart == WarmStartKind.None ? [] : new[] { StartTime }, .. Times.Skip(1), 1]);

    internal CoefficientLayout Layout => layout;

    internal ReadOnlySpan<double> Values => values.AsSpan();

    /// <summary>The weights w_i0 ... w_i,i-1 of one state.</summary>
    /// <param name="state">i from 1 to K.</param>
    public ImmutableArray<double> Weights(int state) => [.. Enumerable.Range(0, state).Select(j => values[layout.Weight(state, j)])];

    /// <summary>The factors of y_0, x_0 and M in one state.</summary>
    /// <param name="state">i from 1 to K.</param>
    public (double Carry, double Noise, double Mean) Affine(int state) =>
        (values[layout.Carry(state)], values[layout.Noise(state)], values[layout.Mean(state)]);
}
