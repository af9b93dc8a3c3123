using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>
/// One sampler in non-stationary form: <c>y_0 = warm start of x_0 at t_0, u_0 = u(s y_0, c_0), u_j = u(y_j, c_j), y_i = carry_i y_0 +
/// sum_{j &lt; i} w_ij u_j + noise_i x_0 + mean_i M</c> for i = 1 ... K; y_K is the result. It costs K evaluations.
/// </summary>
/// <remarks>Shaul et al., Bespoke Non-Stationary Solvers, 2024, arXiv 2403.01329, with terms for a warm start.</remarks>
public sealed class FittedSampler
{
    /// <summary>
    /// The most evaluations that a sampler may have; a fit makes them for up to <see cref="FitVariants.MostEvaluations"/>.
    /// </summary>
    public const int MostEvaluations = 64;

    private readonly ImmutableArray<double> values;
    private readonly CoefficientLayout layout;

    internal FittedSampler(
        WarmStartKind warmStart, CoefficientLayout layout, ReadOnlySpan<double> values, double calibrationError, double validationError)
    {
        WarmStart = warmStart;
        this.layout = layout;
        this.values = [.. values];
        CalibrationError = calibrationError;
        ValidationError = validationError;
    }

    /// <summary>Puts a sampler together.</summary>
    /// <param name="warmStart">The jump from 0 to t_0.</param>
    /// <param name="startTime">t_0; 0 without a warm start.</param>
    /// <param name="times">c_0 ... c_{K-1}.</param>
    /// <param name="states">What y_1 ... y_K are made of.</param>
    /// <param name="calibrationError">Endpoint RMSE on the pairs it was fitted to, data units.</param>
    /// <param name="validationError">Endpoint RMSE on the pairs that decided when to stop, data units.</param>
    /// <param name="firstScale">s; null for 1.</param>
    /// <exception cref="FlowDemoException">The states do not fit the times, or the times do not increase.</exception>
    [JsonConstructor]
    public FittedSampler(
        WarmStartKind warmStart,
        double startTime,
        ImmutableArray<double> times,
        ImmutableArray<FittedState> states,
        double calibrationError,
        double validationError,
        double? firstScale = null)
    {
        if (FaultOf(warmStart, startTime, times, states) is string fault)
        {
            throw new FlowDemoException(
                string.Create(CultureInfo.InvariantCulture, $"A sampler of NFE {times.Length} cannot be used: {fault}."));
        }

        layout = new CoefficientLayout(times.Length);
        values = [.. Flatten(layout, startTime, times, states, firstScale ?? 1)];
        (WarmStart, CalibrationError, ValidationError) = (warmStart, calibrationError, validationError);
    }

    /// <summary>K, velocity evaluations per sample.</summary>
    [JsonIgnore]
    public int Evaluations => layout.Evaluations;

    /// <summary>The jump from 0 to t_0.</summary>
    public WarmStartKind WarmStart { get; }

    /// <summary>t_0; 0 without a warm start.</summary>
    public double StartTime => values[CoefficientLayout.Start];

    /// <summary>c_0 ... c_{K-1}, increasing: the times of the evaluations. That of the first is not the time of its state, t_0.</summary>
    public ImmutableArray<double> Times => [.. Enumerable.Range(0, Evaluations).Select(j => values[layout.Time(j)])];

    /// <summary>s, the factor of y_0 where the first velocity is read; null for 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FirstScale => values[layout.Scale] is var scale && scale == 1 ? null : scale;

    /// <summary>What y_1 ... y_K are made of.</summary>
    public ImmutableArray<FittedState> States =>
    [
        .. Enumerable.Range(1, Evaluations).Select(i => new FittedState(
            values[layout.Carry(i)],
            values[layout.Noise(i)],
            values[layout.Mean(i)],
            [.. values.AsSpan().Slice(layout.Weight(i, 0), i)])),
    ];

    /// <summary>Endpoint RMSE on the pairs it was fitted to, data units.</summary>
    public double CalibrationError { get; }

    /// <summary>Endpoint RMSE on the pairs that decided when to stop, data units.</summary>
    public double ValidationError { get; }

    /// <summary>The times of the states: 0, then t_0 if there is a warm start, c_1 ... c_{K-1}, and 1.</summary>
    [JsonIgnore]
    public TimeGrid Grid => new([0, .. WarmStart == WarmStartKind.None ? [] : new[] { StartTime }, .. Times.Skip(1), 1]);

    internal CoefficientLayout Layout => layout;

    internal ReadOnlySpan<double> Values => values.AsSpan();

    private static double[] Flatten(
        CoefficientLayout layout,
        double startTime,
        ImmutableArray<double> times,
        ImmutableArray<FittedState> states,
        double firstScale)
    {
        double[] values = layout.Identity();
        values[layout.Scale] = firstScale;
        values[CoefficientLayout.Start] = startTime;
        times.CopyTo(values.AsSpan(layout.Time(0)));
        for (int i = 1; i <= states.Length; i++)
        {
            (
                values[layout.Carry(i)],
                values[layout.Noise(i)],
                values[layout.Mean(i)]) = (states[i - 1].Carry, states[i - 1].Noise, states[i - 1].Mean);
            states[i - 1].Weights.CopyTo(values.AsSpan(layout.Weight(i, 0)));
        }

        return values;
    }

    private static string? FaultOf(
        WarmStartKind warmStart, double startTime, ImmutableArray<double> times, ImmutableArray<FittedState> states)
    {
        if (times.Length is < 1 or > MostEvaluations || states.Length != times.Length || states.Where(static (s,
            i) => s.Weights.Length != i + 1).Any())
        {
            return $"it has 1 to {MostEvaluations} times, as many states, and in each a weight for every time so far";
        }

        double[] knots = [0, .. times.Skip(1), 1];
        bool increases = times[0] >= 0 && times[0] < knots[1] && knots.Zip(knots.Skip(1)).All(static p => p.First < p.Second);
        bool starts = warmStart == WarmStartKind.None ? startTime == 0 : startTime > 0 && startTime < knots[1];
        return increases && starts
            ? null
            : "its times increase from 0 to below 1, and its start, 0 without a warm start, is before its second evaluation";
    }
}

/// <summary>What one state of a <see cref="FittedSampler"/> is made of.</summary>
/// <param name="Carry">Factor of y_0.</param>
/// <param name="Noise">Factor of x_0.</param>
/// <param name="Mean">Factor of the mean of the data.</param>
/// <param name="Weights">w_i0 ... w_i,i-1: factors of the velocities so far.</param>
public sealed record FittedState(double Carry, double Noise, double Mean, ImmutableArray<double> Weights);
