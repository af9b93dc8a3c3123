namespace FlowDemo.Schedules.Recorded;

/// <summary>
/// How far a step y lands from a recorded trajectory x, from sums over values: a sample may be too large for memory, so that
/// a measure sees one part of it after another.
/// </summary>
internal abstract class RecordedMeasure
{
    private RecordedMeasure()
    {
    }

    /// <summary>BOSS's measure: <c>|y - x|^2</c>.</summary>
    public static RecordedMeasure Squared { get; } = new Distance(static square => square);

    /// <summary>The distance <c>|y - x|_2</c>.</summary>
    public static RecordedMeasure Euclidean { get; } = new Distance(Math.Sqrt);

    /// <summary>The city-block distance <c>|y - x|_1</c>.</summary>
    public static RecordedMeasure CityBlock { get; } = new CityBlockDistance();

    /// <summary>
    /// The growth of the deviation from the chord, <c>dev(y) - dev(x)</c>, signed; dev is the distance from the straight line
    /// through the trajectory's two ends, exact to about 1e-8 of the distance from the last one.
    /// </summary>
    public static RecordedMeasure Deviation { get; } = new ChordDeviation();

    /// <summary>Adds a part of a sample.</summary>
    /// <param name="sums">The sums over the parts before it.</param>
    /// <param name="step">y, where the step lands.</param>
    /// <param name="exact">x at the same anchor.</param>
    /// <param name="start">x at the first anchor.</param>
    /// <param name="end">x at the last anchor.</param>
    internal abstract RecordedSums Add(
        RecordedSums sums, ReadOnlySpan<double> step, ReadOnlySpan<double> exact, ReadOnlySpan<double> start, ReadOnlySpan<double> end);

    /// <summary>The error of a whole sample.</summary>
    /// <param name="sums">The sums over all its parts.</param>
    internal virtual double Of(RecordedSums sums) => sums.Step;

    private sealed class Distance(Func<double, double> ofSquare) : RecordedMeasure
    {
        internal override RecordedSums Add(
            RecordedSums sums,
            ReadOnlySpan<double> step, ReadOnlySpan<double> exact, ReadOnlySpan<double> start, ReadOnlySpan<double> end) =>
            new(sums.Step + Flat.SumSquaredDifferences(step, exact));

        internal override double Of(RecordedSums sums) => ofSquare(sums.Step);
    }

    private sealed class CityBlockDistance : RecordedMeasure
    {
        internal override RecordedSums Add(
            RecordedSums sums, ReadOnlySpan<double> step, ReadOnlySpan<double> exact, ReadOnlySpan<double> start, ReadOnlySpan<double> end)
        {
            double sum = sums.Step;
            for (int k = 0; k < step.Length; k++)
            {
                sum += Math.Abs(step[k] - exact[k]);
            }

            return new RecordedSums(sum);
        }
    }

    private sealed class ChordDeviation : RecordedMeasure
    {
        internal override RecordedSums Add(
            RecordedSums sums, ReadOnlySpan<double> step, ReadOnlySpan<double> exact, ReadOnlySpan<double> start, ReadOnlySpan<double> end)
        {
            (double stepSquare, double stepAlong, double exactSquare, double exactAlong, double chord) = sums;
            for (int k = 0; k < step.Length; k++)
            {
                double d = end[k] - start[k];
                double y = step[k] - end[k];
                double x = exact[k] - end[k];
                stepSquare += y * y;
                stepAlong += y * d;
                exactSquare += x * x;
                exactAlong += x * d;
                chord += d * d;
            }

            return new RecordedSums(stepSquare, stepAlong, exactSquare, exactAlong, chord);
        }

        internal override double Of(RecordedSums sums) =>
            FromChord(sums.Step, sums.StepAlong, sums.Chord) - FromChord(sums.Exact, sums.ExactAlong, sums.Chord);

        // A trajectory that does not move has no chord: there the distance is that from its end.
        private static double FromChord(double square, double along, double chord) =>
            Math.Sqrt(chord > 0 ? Math.Max(0, square - (along * along / chord)) : square);
    }
}

/// <summary>What a measure has added up over the part of a sample that it has seen.</summary>
/// <param name="Step">Of the step: |y - x|^2 or |y - x|_1, or |y - x_M|^2 for the deviation.</param>
/// <param name="StepAlong">Of the step: (y - x_M) . d, d the chord from x_0 to x_M.</param>
/// <param name="Exact">Of the trajectory: |x - x_M|^2.</param>
/// <param name="ExactAlong">Of the trajectory: (x - x_M) . d.</param>
/// <param name="Chord">|d|^2.</param>
internal readonly record struct RecordedSums(double Step, double StepAlong = 0, double Exact = 0, double ExactAlong = 0, double Chord = 0);
