using System.Collections.Immutable;
using System.Globalization;

namespace FlowDemo;

/// <summary>
/// The times at which a solver's steps begin and end: K + 1 finite knots that increase strictly, exactly 0 (noise) first and
/// exactly 1 (data) last. It cannot be wrong once it exists.
/// </summary>
public sealed class TimeGrid : IEquatable<TimeGrid>
{
    private readonly ImmutableArray<double> knots;

    /// <summary>Checks and keeps a list of knots.</summary>
    /// <param name="knots">At least two times; they are copied.</param>
    /// <exception cref="FlowDemoException">A knot is not finite, the ends are not 0 and 1, or two neighbours do not increase.</exception>
    public TimeGrid(params ReadOnlySpan<double> knots)
    {
        if (knots.Length < 2)
        {
            throw new FlowDemoException(
                string.Create(CultureInfo.InvariantCulture, $"A time grid needs at least the two knots 0 and 1; it has {knots.Length}."));
        }

        foreach (double knot in knots)
        {
            if (!double.IsFinite(knot))
            {
                throw new FlowDemoException("A time grid holds finite times between 0 and 1; one of its knots is not a finite number.");
            }
        }

        if (knots[0] != 0 || knots[^1] != 1)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"A time grid starts at 0 and ends at 1; this one runs from {knots[0]} to {knots[^1]}."));
        }

        for (int i = 1; i < knots.Length; i++)
        {
            if (knots[i] <= knots[i - 1])
            {
                throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The knots of a time grid increase strictly; knot {i} is {knots[i]} after {knots[i - 1]}."));
            }
        }

        this.knots = [.. knots];
    }

    /// <summary>Number of steps K, at least 1.</summary>
    public int Steps => knots.Length - 1;

    /// <summary>The K + 1 times.</summary>
    public ImmutableArray<double> Knots => knots;

    /// <summary>One knot.</summary>
    /// <param name="index">From 0 to <see cref="Steps"/>.</param>
    public double this[int index] => knots[index];

    /// <summary>The grid of K equal steps.</summary>
    /// <param name="steps">K, at least 1.</param>
    public static TimeGrid Uniform(int steps) => FromFractions(steps, static f => f);

    /// <summary>The grid with knots g(i / K); the ends are set to 0 and 1, never computed.</summary>
    /// <param name="steps">K, at least 1.</param>
    /// <param name="map">g, increasing on (0, 1); called for the interior knots only.</param>
    public static TimeGrid FromFractions(int steps, Func<double, double> map)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentNullException.ThrowIfNull(map);
        double[] knots = new double[steps + 1];
        for (int i = 1; i < steps; i++)
        {
            knots[i] = map((double)i / steps);
        }

        knots[steps] = 1;
        return new TimeGrid(knots);
    }

    /// <summary>The grid of the same steps the other way: knots 1 - t.</summary>
    /// <exception cref="FlowDemoException">Two knots near 0 are the same when they are taken from 1.</exception>
    internal TimeGrid Mirrored() => new([.. knots.Reverse().Select(static t => 1 - t)]);

    /// <summary>The grid with each step cut into equal parts.</summary>
    /// <param name="parts">Parts of a step, at least 1.</param>
    internal TimeGrid Cut(int parts) => new(
    [
        .. knots.Zip(knots.Skip(1)).SelectMany(
            step => Enumerable.Range(0, parts).Select(r => step.First + ((step.Second - step.First) * r / parts))),
        1,
    ]);

    /// <inheritdoc/>
    public bool Equals(TimeGrid? other) => other is not null && knots.AsSpan().SequenceEqual(other.knots.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TimeGrid);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (double knot in knots)
        {
            hash.Add(knot);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', knots.Select(static k => k.ToString("R", CultureInfo.InvariantCulture)));
}
