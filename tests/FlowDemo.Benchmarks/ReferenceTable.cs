using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>
/// What the two references cost on every built-in target, and the errors that they certify, for the noise of a default comparison.
/// </summary>
internal static class ReferenceTable
{
    private const int Samples = 4096;
    private const int FineSteps = 1000;

    /// <summary>Prints one line per target.</summary>
    /// <param name="output">Where to.</param>
    public static void Print(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"evaluations per sample and certified error; {Samples} samples, rk4 with {FineSteps} steps"));
        output.WriteLine("target         adaptive     error    rk4     error   times fewer");
        foreach (CatalogEntry<Func<PointsOptions, Target>> entry in TargetCatalog.All.Entries)
        {
            Flow flow = MixtureVelocityField.FlowOf(TargetCatalog.All.Create(entry.Id)(PointsOptions.Default).Mixture, new LinearPath());
            SampleBatch noise = NormalNoise.Quasi(Samples, 0, NoiseStream.Test).Points;
            ReferenceSolution adaptive = ReferenceSolution.Adaptive(flow, noise, Execution.Default);
            ReferenceSolution fine = ReferenceSolution.FineSteps(flow, noise, FineSteps, Execution.Default);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Id,-14} {adaptive.Evaluations,8}  {adaptive.Error:0.0e-00}  {fine.Evaluations,5}  {fine.Error:0.0e-00}   "
                    + $"{(double)fine.Evaluations / adaptive.Evaluations,11:F1}"));
        }
    }
}
