using System.Globalization;
using System.Text;
using FlowDemo.Learning;
using FlowDemo.Learning.Files;
using FlowDemo.Learning.Models;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning;

public sealed class TrainingCatalogTests
{
    private static readonly TrainingOptions Few = new() { Pairs = 768, Steps = [1, 2], Hidden = 4, Iterations = 20 };

    public static TheoryData<string> Ids => [.. TrainingCatalog.All.Entries.Select(static e => e.Id)];

    /// <summary>One Gaussian, in eight equal parts for methods that train for classes.</summary>
    private static Target Gaussian { get; } = LearningProblems.TargetOf(
        new GaussianMixture([.. Enumerable.Repeat(LearningProblems.Ellipse, 8)]));

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_trains_on_a_gaussian_with_few_pairs_finite_counted_and_the_same_from_a_file(string id)
    {
        VelocityModel model = LearningProblems.Train(id, Gaussian, Few);
        Assert.NotEmpty(model.Members);
        Assert.All(model.Members, static m => Assert.All(VelocitiesOf(m), static v => Assert.True(double.IsFinite(v))));

        // Fields that do not start from noise have no teacher to ask: they learn from data.
        Assert.Equal(TrainingCatalog.All.Create(id).NotForNoise is null, model.Record.Evaluations > 0);
        VelocityModel read = ModelFile.Read(BytesOf(model), "a.json");
        Assert.Equal(BytesOf(model), BytesOf(read));
        Assert.Equal(model.Members.Select(VelocitiesOf), read.Members.Select(VelocitiesOf));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_says_what_it_is(string id)
    {
        CatalogEntry<ITrainingMethod> entry = TrainingCatalog.All.Find(id)!;
        Assert.All(
            [entry.Summary, entry.Formula, entry.Order, entry.Cost, entry.Source],
            static text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(entry.Parameters, static p => Assert.False(string.IsNullOrWhiteSpace(p.Meaning)));
    }

    /// <summary>The velocities of a field at its knots, or at a few times where it has none.</summary>
    private static double[] VelocitiesOf(ModelMember member)
    {
        SampleBatch x = NormalNoise.Random(20, 0, NoiseStream.Test).Points;
        double[] times = member.Grid is TimeGrid grid ? [.. grid.Knots.SkipLast(1)] : [0, 0.3, 0.8];
        return [.. times.SelectMany(t =>
        {
            SampleBatch velocity = x.NewLike();
            member.Field.Evaluate(t, x, velocity);
            return velocity.Coordinate(0).ToArray().Concat(velocity.Coordinate(1).ToArray());
        })];
    }

    private static byte[] BytesOf(VelocityModel model)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        ModelFile.Write(model, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
