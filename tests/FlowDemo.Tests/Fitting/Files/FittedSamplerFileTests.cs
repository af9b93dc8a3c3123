using System.Text;
using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.Files;
using FlowDemo.Interchange;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;
using FlowDemo.Tests.Schedules;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting.Files;

public sealed class FittedSamplerFileTests
{
    [Theory]
    [InlineData(WarmStartKind.None)]
    [InlineData(WarmStartKind.Mean)]
    [InlineData(WarmStartKind.Gauss)]
    public void What_is_read_back_writes_the_same_bytes(WarmStartKind kind)
    {
        byte[] bytes = File(kind);
        FittedSamplerSet read = FittedSamplerFile.Read(bytes, "solver.json");
        Assert.Equal(bytes, FittedSamplerFile.Write(read));
        Assert.All(read.Samplers, s => Assert.Equal(kind, s.WarmStart));
        Assert.Equal([2, 4], read.Samplers.Select(static s => s.Evaluations));
    }

    [Fact]
    public void A_first_query_where_the_noise_is_writes_what_earlier_versions_wrote()
    {
        CoefficientLayout layout = new(2);
        double[] values = FitTasks.Irregular(layout);
        values[CoefficientLayout.Start] = 0;
        values[layout.Scale] = 1;
        GaussianMixture target = TestMixtures.FourModes();
        byte[] bytes = FittedSamplerFile.Write(FittedFiles.Set(target, new FittedSampler(WarmStartKind.None, layout, values, 0.1, 0.1)));
        Assert.DoesNotContain("firstScale", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(values, FittedSamplerFile.Read(bytes, "solver.json").Samplers[0].Values.ToArray());
    }

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": 8", "does not match its hash")]
    [InlineData("\"target\": \"four-modes\"", "\"target\": \"ring\"", "does not match its hash")]
    [InlineData("\"target\": \"four-modes\"", "\"target\": \"\\udc00\"", "holds a string that is no text")]
    [InlineData("\"calibrationError\": 0.1", "\"calibrationError\": 0.01", "does not match its hash")]
    [InlineData("\"calibrationError\": 0.1", "\"calibrationError\": 1e999", "calibrationError')")]
    [InlineData("\"version\": 3", "\"version\": 2", "has version 2, and this program reads version 3; 'flowdemo fit' writes a new one")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"sed\": 7", "line 9 ('$.content")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"seed\": 7", "line 9 ('$.content")]
    [InlineData("\"seed\": 7", "\"seed\": \"7\"", "line 9 ('$.content.seed')")]
    [InlineData("\"times\": [", "\"times\": [0.01,", "NFE 3 cannot be used: it has 1 to 64 times")]
    [InlineData("\"weights\": [", "\"weights\": [1,", "a weight for every time so far")]
    [InlineData("\"warmStart\": \"none\"", "\"warmStart\": \"cold\"", "warmStart')")]
    [InlineData("\"warmStart\": \"none\"", "\"warmStart\": 2", "warmStart')")]
    [InlineData("\"warmStart\": \"none\"", "\"warmStart\": \"gauss\"", "its start")]
    [InlineData("\"startTime\": 0", "\"startTime\": 0.1", "its start")]
    [InlineData("0.75", "0.25", "times increase")]
    [InlineData("0.25", "-0.25", "times increase")]
    [InlineData("\"samplers\": [", "\"samplers\": [null,", "holds null")]
    [InlineData("flowdemo-fitted-sampler", "something", "is not a fitted sampler")]
    [InlineData("{", "[", "JSON")]
    [InlineData("\"pairs\": 300,", "", "('$.content')")]
    public void A_file_that_was_touched_is_refused(string from, string to, string complaint)
    {
        string text = Encoding.UTF8.GetString(File(WarmStartKind.None));
        int place = text.IndexOf(from, StringComparison.Ordinal);
        byte[] touched = Encoding.UTF8.GetBytes(text[..place] + to + text[(place + from.Length)..]);
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(() => FittedSamplerFile.Read(touched, "solver.json"));
        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("solver.json", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestMixtures.CatalogAndRings), MemberType = typeof(TestMixtures))]
    public void A_target_that_went_through_a_file_has_the_hash_that_its_samplers_name(string name)
    {
        GaussianMixture target = TestMixtures.CatalogOrRing(name).Mixture;
        byte[] bytes = FittedSamplerFile.Write(FittedFiles.Set(target, FittedFiles.Arbitrary(1, WarmStartKind.Mean)));
        using MemoryStream stream = new();
        MixtureFile.Write(target, stream);
        Assert.Equal(
            FittedSamplerFile.Read(bytes, "solver.json").TargetHash, FittedSamplerSet.HashOf(MixtureFile.Read(stream.ToArray(), "m.json")));
    }

    [Fact]
    public void It_runs_by_name_at_its_budgets_and_on_its_path_only()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        System.IO.File.WriteAllBytes(path, File(WarmStartKind.Gauss));
        try
        {
            Named<ISolver> named = SolverCatalog.All.Resolve("fitted:" + path);
            Assert.Equal(new SourceFile(path, ContentHash.Of(System.IO.File.ReadAllBytes(path))), Assert.Single(named.Files));
            ISolver solver = named.Value;
            IGridRule unused = new GivenGrid(TimeGrid.Uniform(1));
            Assert.Null(solver.StepsFor(3));
            Assert.Equal(5, solver.StepsFor(4));
            GaussianMixture target = TestMixtures.FourModes();
            TimedSolver ready = solver.Prepare(Context(target, new LinearPath()), unused, 4);
            Assert.Equal(5, ready.Grid.Steps);
            Assert.Contains(
                "NFE 2, 4",
                Assert.Throws<FlowDemoException>(() => solver.Prepare(Context(target, new LinearPath()), unused, 3)).Message,
                StringComparison.Ordinal);
            Assert.Contains(
                "path 'linear'",
                Assert.Throws<FlowDemoException>(() => solver.Prepare(Context(target, new TrigonometricPath()), unused, 4)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static ScheduleContext Context(GaussianMixture target, IPath path)
    {
        Flow flow = MixtureVelocityField.FlowOf(target, path);
        return new ScheduleContext(flow, target, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(8)), new Execution(1));
    }

    private static byte[] File(WarmStartKind kind) =>
        FittedSamplerFile.Write(FittedFiles.Set(TestMixtures.FourModes(), FittedFiles.Arbitrary(2, kind), FittedFiles.Arbitrary(4, kind)));
}
