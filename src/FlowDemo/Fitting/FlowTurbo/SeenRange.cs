namespace FlowDemo.Fitting.FlowTurbo;

/// <summary>The least and the greatest value of something in a fit.</summary>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
internal readonly record struct SeenRange(double Least, double Greatest)
{
    /// <summary>The range of a coordinate over several batches, none of them empty.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="coordinate">Which coordinate.</param>
    public static SeenRange Of(IReadOnlyList<SampleBatch> batches, int coordinate)
    {
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        foreach (SampleBatch batch in batches)
        {
            foreach (double value in batch.Coordinate(coordinate))
            {
                least = Math.Min(least, value);
                greatest = Math.Max(greatest, value);
            }
        }

        return new SeenRange(least, greatest);
    }

    /// <summary>The value of the range that is nearest to another.</summary>
    /// <param name="value">The other; not a number stays that.</param>
    public double Nearest(double value) => Math.Clamp(value, Least, Greatest);
}
