using FlowDemo.Fields;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Metrics.Transport;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods.Meta;

/// <summary>Measures the fields of a family on populations, and reports means over them.</summary>
/// <param name="context">Who hears the findings.</param>
/// <param name="students">The fields.</param>
/// <param name="embedding">What the conditioned field is conditioned on.</param>
internal sealed class MetaReport(TrainingContext context, MetaStudents students, PopulationEmbedding embedding)
{
    private const int LargestCount = 400;
    private static readonly SubdividedSolver Fine = new(Tableaus.Rk4, 30);
    private readonly RandomSource random = RandomStream.Open(context.Options.Seed, NoiseStream.Validation);

    /// <summary>Measures on populations of one kind: root mean squared errors, and root means of squared W2 distances.</summary>
    /// <param name="kind">What the report calls them.</param>
    /// <param name="populations">Fresh draws, with the number of the training population that CGFM is given.</param>
    public void Measure(string kind, (Population Population, int Id)[] populations)
    {
        Dictionary<string, (double Error, double Distance)> sums = [];
        foreach ((Population population, int id) in populations)
        {
            SampleBatch start = Some(population.Sources);
            SampleBatch exact = End(population.Field, start);
            SampleBatch fresh = MixtureSampler.Stratified(population.Target, start.Count, random);
            Add("the exact flow", exact);
            Add("MFM", End(Field(students.Conditioned.For(embedding.Of(population.Sources))), start));
            Add("FM", End(Field(students.Plain), start));
            Add(kind == "seen" ? "CGFM" : "CGFM with the first population's id", End(Field(students.ById[id]), start));
            Add("the untouched source", start);

            void Add(string name, SampleBatch end)
            {
                (double error, double distance) = sums.GetValueOrDefault(name);
                double missed = Flat.RootMeanSquareDistance(end, exact);
                sums[name] = (
                    error + (missed * missed), distance + PlanarAssignment.Solve(end, fresh, context.Execution.Cancellation).MeanCost);
            }
        }

        foreach ((string name, (double error, double distance)) in sums)
        {
            context.Report($"{kind}: W2 of {name} to the target", Math.Sqrt(distance / populations.Length));
            if (error > 0)
            {
                context.Report($"{kind}: RMSE of {name} to the exact flow", Math.Sqrt(error / populations.Length));
            }
        }
    }

    /// <summary>Evenly spread members of a draw, which is in the order of the components.</summary>
    private static SampleBatch Some(SampleBatch points) => points.Every(Math.Max(1, (points.Count + LargestCount - 1) / LargestCount));

    private LearnedVelocityField Field(LinearRegressor function) => new([], [function], Prediction.Velocity, context.Exact);

    private SampleBatch End(IVelocityField field, SampleBatch start) =>
        Sampler.Run(new Flow(field, new LinearPath()), Fine, TimeGrid.Uniform(1), start, context.Execution);
}
