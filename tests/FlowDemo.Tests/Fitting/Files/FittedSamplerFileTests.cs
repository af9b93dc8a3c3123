using System.Text;
using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Files;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;
using FlowDemo.Tests.Schedules;

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
        FittedSamplerSet read = FittedSamplerReader.Read(bytes, "solver.json");
        Assert.Equal(bytes, FittedSamplerWriter.Write(read));
        Assert.Equal(kind, read.WarmStart);
        Assert.Equal([2, 4], read.Samplers.Select(static s => s.Evaluations));
    }

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": 8", "has been changed")]
    [InlineData("\"target\": \"four-modes\"", "\"target\": \"ring\"", "has been changed")]
    [InlineData("\"calibrationRmse\": 0.1", "\"calibrationRmse\": 0.01", "has been changed")]
    [InlineData("\"version\": 2", "\"version\": 1", "version 1")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"sed\": 7", "'sed'")]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"seed\": 7", "twice")]
    [InlineData("\"nfe\": 2", "\"nfe\": 3", "'times'")]
    [InlineData("\"nfe\": 2", "\"nfe\": \"two\"", "'nfe'")]
    [InlineData("\"nfe\": 2", "\"nfe\": 4", "'times'")]
    [InlineData("\"warmStart\": \"none\"", "\"warmStart\": \"cold\"", "'cold'")]
    [InlineData("\"warmStart\": \"none\"", "\"warmStart\": \"gauss\"", "start")]
    [InlineData("\"start\": 0", "\"start\": 0.1", "start")]
    [InlineData("0.75", "0.25", "do not increase")]
    [InlineData("0.25", "-0.25", "do not increase")]
    [InlineData("flowdemo-fitted-sampler", "something", "not a fitted sampler")]
    [InlineData("{", "[", "JSON")]
    [InlineData("\"pairs\": 300,", "", "'pairs'")]
    public void A_file_that_was_touched_is_refused(string from, string to, string complaint)
    {
        string text = Encoding.UTF8.GetString(File(WarmStartKind.None));
        int place = text.IndexOf(from, StringComparison.Ordinal);
        byte[] touched = Encoding.UTF8.GetBytes(text[..place] + to + text[(place + from.Length)..]);
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(() => FittedSamplerReader.Read(touched, "solver.json"));
        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("solver.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_runs_by_name_at_its_budgets_and_on_its_path_only()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        System.IO.File.WriteAllBytes(path, File(WarmStartKind.Gauss));
        try
        {
            ISelfTimedSolver solver = Assert.IsAssignableFrom<ISelfTimedSolver>(SolverCatalog.All.Create("fitted:" + path));
            Assert.Null(solver.StepsFor(3));
            Assert.Equal(5, solver.StepsFor(4));
            GaussianMixture target = TestMixtures.FourModes();
            TimedSolver ready = solver.Prepare(Context(target, new LinearPath()), 4);
            Assert.Equal(5, ready.Grid.Steps);
            Assert.Contains("NFE 2, 4", Assert.Throws<FlowDemoException>(() => solver.Prepare(Context(target, new LinearPath()), 3)).Message, StringComparison.Ordinal);
            Assert.Contains("path 'linear'", Assert.Throws<FlowDemoException>(() => solver.Prepare(Context(target, new TrigonometricPath()), 4)).Message, StringComparison.Ordinal);
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
        FittedSamplerWriter.Write(FittedFiles.Set(TestMixtures.FourModes(), FittedFiles.Arbitrary(2, kind), FittedFiles.Arbitrary(4, kind)));
}
