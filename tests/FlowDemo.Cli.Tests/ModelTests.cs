using System.Globalization;
using System.Text.Json;
using FlowDemo.Interchange;
using FlowDemo.Randomness;

namespace FlowDemo.Cli.Tests;

/// <summary>Comparisons on a model behind a pipe; <c>ModelFieldTests</c> has the pipe itself.</summary>
public sealed class ModelTests
{
    private static readonly string[] Short = ["-n", "64", "-s", "euler,heun", "-g", "uniform", "--nfe", "4,8"];

    private static string Ring => ServedModel.Command("ring", "float64");

    [Fact]
    public void A_model_in_64_dimensions_is_compared_as_a_target_is()
    {
        CliResult result = Cli.Run(["compare", "--model", ServedModel.Command("gaussian:64", "float32"), .. Short]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("64 dimensions, float32", result.Output, StringComparison.Ordinal);
        Assert.Contains("standard deviations", result.Output, StringComparison.Ordinal);
        Assert.Contains("pseudo-random points", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("target", result.Output, StringComparison.Ordinal);
        Assert.Contains("the model answered", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_of_a_served_ring_are_those_of_the_ring()
    {
        static double[] Errors(string json)
        {
            using JsonDocument report = JsonDocument.Parse(json);
            return [.. report.RootElement.GetProperty("rows").EnumerateArray().Select(
                static r => r.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble())];
        }

        double[] served = Errors(Cli.Run(["compare", "--model", Ring, "--metric", "rmse", "-f", "json", .. Short]).Output);
        double[] own = Errors(Cli.Run(["compare", "-t", "ring", "--metric", "rmse", "-f", "json", .. Short]).Output);
        Assert.Equal(own.Length, served.Length);
        Assert.All(own.Zip(served), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Beside_its_target_the_error_of_the_model_stands_apart()
    {
        string[] line = ["compare", "-t", "moons", "--model", Ring, "-f", "json", .. Short];
        using JsonDocument report = JsonDocument.Parse(Cli.Run(line).Output);
        double distance = report.RootElement.GetProperty("model").GetProperty("flowDistance").GetDouble();
        JsonElement row = report.RootElement.GetProperty("rows")[1].GetProperty("metrics");
        double total = row.GetProperty("total").GetProperty("value").GetDouble();
        double sampler = row.GetProperty("rmse").GetProperty("value").GetDouble();

        // Distances between three sets of end points from the same noise.
        Assert.Equal(distance, row.GetProperty("total").GetProperty("floor").GetDouble());
        Assert.InRange(total, distance - sampler, distance + sampler);
        Assert.Contains("more steps are wasted", Flat(Cli.Run(["compare", "-t", "moons", "--model", Ring, .. Short]).Output),
            StringComparison.Ordinal);

        // A model that is right has no error of its own.
        using JsonDocument right = JsonDocument.Parse(Cli.Run(["compare", "-t", "ring", "--model", Ring, "-f", "json", .. Short]).Output);
        Assert.Equal(0, right.RootElement.GetProperty("model").GetProperty("flowDistance").GetDouble(), 1e-9);
    }

    [Fact]
    public void Methods_that_cannot_work_on_a_model_are_left_out_with_the_reason()
    {
        string model = ServedModel.Command("gaussian:3", "float64");
        string text = Flat(Cli.Run(
            "compare", "--model", model, "-n", "64", "-s", "euler,taylor2", "-g", "uniform,uniform+gauss", "--nfe", "4").Output);
        Assert.Contains("taylor2/uniform: A Taylor step needs the exact derivatives", text, StringComparison.Ordinal);
        Assert.Contains("euler/uniform+gauss", text, StringComparison.Ordinal);
        Assert.Contains("A warm start works in the plane, and this model has 3 dimensions", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedules_that_need_derivatives_take_differences_which_are_counted()
    {
        static JsonDocument Compare(params string[] words) => JsonDocument.Parse(Cli.Run(
            ["compare", "--model", ServedModel.Command(words), .. "-n 64 -s euler -g ays,tors --nfe 4 -f json".Split(' ')]).Output);
        using JsonDocument report = Compare("gaussian:3", "float64");
        using JsonDocument exact = Compare("gaussian:3", "float64", "jvp");
        foreach ((JsonElement row, JsonElement other) in report.RootElement.GetProperty("rows").EnumerateArray().Zip(
            exact.RootElement.GetProperty("rows").EnumerateArray()))
        {
            Assert.True(row.GetProperty("buildNfe").GetInt64() > other.GetProperty("buildNfe").GetInt64());
            foreach ((JsonElement knot, JsonElement same) in row.GetProperty("knots").EnumerateArray().Zip(
                other.GetProperty("knots").EnumerateArray()))
            {
                Assert.Equal(same.GetDouble(), knot.GetDouble(), 1e-3);
            }
        }
    }

    [Fact]
    public void A_report_is_replayed_on_the_same_model_and_no_file_starts_a_command()
    {
        using TemporaryDirectory directory = new();
        string report = directory.File("report.json");
        Assert.Equal(ExitCode.Done, Cli.Run(["compare", "--model", Ring, "-o", report, .. Short]).Code);

        CliResult silent = Cli.Run("replay", report);
        Assert.Equal(ExitCode.BadInput, silent.Code);
        Assert.Contains("no file makes this program start a command", silent.Error, StringComparison.Ordinal);
        CliResult plan = Cli.Run("compare", "--plan", report);
        Assert.Equal(ExitCode.BadInput, plan.Code);
        Assert.Contains("no file makes this program start a command", plan.Error, StringComparison.Ordinal);

        CliResult same = Cli.Run("replay", report, "--model", Ring);
        Assert.Equal(ExitCode.Done, same.Code);
        Assert.StartsWith("the same:", same.Output, StringComparison.Ordinal);
        CliResult other = Cli.Run("replay", report, "--model", ServedModel.Command("moons", "float64"));
        Assert.Equal(ExitCode.BadInput, other.Code);
        Assert.Contains("answers otherwise than when the report was made", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--metric kl", "compares with the law of a planar target")]
    [InlineData("--scale 2", "'--scale' is about a target; name the one that the model was trained on")]
    [InlineData("--recipe boss", "'--recipe' is about fields of a target")]
    [InlineData("-t ring,moons", "A model was trained on one target")]
    [InlineData("--plot x.svg --plot-kind samples", "This picture samples a target's exact flow")]
    [InlineData("--batch 0", "whole number")]
    [InlineData("--model-timeout 0", "a positive number")]
    public void What_a_model_has_no_part_in_is_refused(string options, string complaint)
    {
        CliResult result = Cli.Run(["compare", "--model", Ring, .. options.Split(' ')]);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--batch 10", "'--batch' is about a model")]
    [InlineData("--model-timeout 5", "'--model-timeout' is about a model")]
    [InlineData("--model no-such-program", "there is no program 'no-such-program'")]
    public void Options_of_a_model_need_one(string options, string complaint)
    {
        CliResult result = Cli.Run(["compare", .. options.Split(' ')]);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_beside_a_model_is_planar()
    {
        CliResult result = Cli.Run(["compare", "-t", "ring", "--model", ServedModel.Command("gaussian:3", "float64"), .. Short]);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("The model has 3 dimensions and the target 'ring' has 2", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_of_another_dimension_is_refused_and_of_its_own_taken()
    {
        using TemporaryDirectory directory = new();
        string planar = directory.Write("noise.csv", "x,y\n0.1,0.2\n-1,0.5\n0.3,0.3\n");
        string[] line = ["compare", "--model", ServedModel.Command("gaussian:3", "float64"), "-s", "euler", "-g", "uniform", "--nfe", "4"];
        CliResult refused = Cli.Run([.. line, "--x0", planar]);
        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.Contains("has 2 coordinates and the model has 3", refused.Error, StringComparison.Ordinal);

        string array = directory.File("noise.npy");
        using (FileStream stream = File.Create(array))
        {
            NpyWriter.Write(new SampleBatch(3, 5), stream);
        }

        Assert.Equal(ExitCode.Done, Cli.Run([.. line, "--x0", array]).Code);
    }

    [Fact]
    public void A_model_that_breaks_down_ends_with_3_and_its_last_words_stand_in_the_error()
    {
        CliResult nan = Cli.Run(["compare", "--model", ServedModel.Command("ring", "float64", "nan"), .. Short]);
        Assert.Equal(ExitCode.BrokeDown, nan.Code);
        Assert.Contains("not finite at t =", nan.Error, StringComparison.Ordinal);
        CliResult dead = Cli.Run(["compare", "--model", ServedModel.Command("ring", "float64", "dies"), .. Short]);
        Assert.Equal(ExitCode.BadInput, dead.Code);
        Assert.Contains("Its last words were: RuntimeError: out of memory", dead.Error, StringComparison.Ordinal);
        Assert.Equal(2, dead.Error.Split("RuntimeError").Length - 1);
    }

    [Fact]
    public void A_model_gives_grids_and_samples_in_its_dimension()
    {
        string model = ServedModel.Command("gaussian:3", "float64");
        CliResult grid = Cli.Run("schedule", "gits", "--steps", "3", "--model", model, "-f", "csv");
        Assert.Equal(ExitCode.Done, grid.Code);
        Assert.Equal(5, grid.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        CliResult points = Cli.Run("sample", "--model", model, "-s", "rk4", "--nfe", "400", "-n", "4");
        Assert.Equal(ExitCode.Done, points.Code);
        string[] lines = points.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("x1,x2,x3", lines[0]);

        // The flow map of a Gaussian is known; the noise is what 'random' draws.
        SampleBatch noise = NormalNoise.Random(4, 0, NoiseStream.Test, 3).Points;
        for (int i = 0; i < 4; i++)
        {
            double[] x = [.. lines[i + 1].Split(',').Select(static v => double.Parse(v, CultureInfo.InvariantCulture))];
            Assert.All(x.Index(), e => Assert.Equal(0.5 + ((0.3 + (0.5 * e.Index / 3)) * noise[i, e.Index]), e.Item, 1e-6));
        }

        CliResult both = Cli.Run("schedule", "gits", "--steps", "3", "--model", model, "-t", "ring");
        Assert.Equal(ExitCode.BadInput, both.Code);
        Assert.Contains("takes the place of one here", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fits_and_optimal_grids_are_found_by_differences_in_any_dimension()
    {
        string[] methods = "-n 64 -s euler,fitted,fitted:universal -g uniform,optimal --nfe 3 --metric rmse -f json".Split(' ');
        using JsonDocument report = JsonDocument.Parse(
            Cli.Run(["compare", "--model", ServedModel.Command("gaussian:3", "float64"), .. methods]).Output);
        double[] errors = [.. report.RootElement.GetProperty("rows").EnumerateArray().Select(
            static r => r.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble())];
        Assert.Equal(4, errors.Length);
        Assert.True(errors[1] < errors[0]);
        Assert.True(errors[2] < errors[1] / 10);

        // It was fitted to none of this, and finds where the data are from the model's own end points.
        Assert.True(errors[3] < errors[0] / 5);
    }

    [Fact]
    public void How_a_model_is_served_is_explained_and_the_file_is_printed()
    {
        Assert.Contains("\"flowdemo-field\": 1", Cli.Run("explain", "model").Output, StringComparison.Ordinal);
        Assert.Contains("def serve(velocity, dimension", Cli.Run("explain", "model", "-f", "python").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, Cli.Run("explain", "boss", "-f", "python").Code);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
