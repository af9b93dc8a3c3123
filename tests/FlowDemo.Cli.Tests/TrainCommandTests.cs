using System.Text.Json;

namespace FlowDemo.Cli.Tests;

public sealed class TrainCommandTests
{
    private static readonly string[] Quick = ["--pairs", "200", "--features", "51", "--nfe", "1,2"];
    private static readonly string[] Few = ["-n", "200", "--reference-steps", "40", "-s", "euler", "--nfe", "1,2", "--metric", "rmse"];

    [Fact]
    public void A_trained_model_is_compared_beside_the_exact_field()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("a.json");
        CliResult trained = Cli.Run(["train", "distill", .. Quick, "-o", file]);
        Assert.Equal((ExitCode.Done, string.Empty), (trained.Code, trained.Output));
        Assert.Contains("trained by distill on 200 pairs", trained.Error, StringComparison.Ordinal);

        CliResult compared = Cli.Run(["compare", .. Few, "-g", "uniform,shift:2", "--field", $"exact,straightened:{file}", "-f", "json"]);
        Assert.Equal(ExitCode.Done, compared.Code);
        using JsonDocument document = JsonDocument.Parse(compared.Output);
        JsonElement[] rows = [.. document.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            ["uniform exact 1", "uniform exact 2", "uniform straightened:a.json 1", "uniform straightened:a.json 2", "shift:2 exact 1",
                "shift:2 exact 2", "shift:2 straightened:a.json 1", "shift:2 straightened:a.json 2"],
            rows.Select(static r => $"{r.GetProperty("schedule")} {r.GetProperty("field")} {r.GetProperty("nfe")}"));
        Assert.InRange(Rmse(rows[2]), 0, Rmse(rows[0]) / 5);

        // On another grid the field is off its knots, and the row says so.
        Assert.Equal(0, rows[3].GetProperty("notes").GetArrayLength());
        Assert.Contains("other knots (0 0.5 1)", rows[7].GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(102, document.RootElement.GetProperty("fields")[1].GetProperty("parameters").GetInt32());
    }

    [Theory]
    [InlineData("--no-symmetry")]
    [InlineData("--even-rows")]
    public void Symmetries_and_weights_of_rows_can_be_left_out(string option)
    {
        using TemporaryDirectory directory = new();
        double[] with = Trained([]);
        Assert.Equal(with, Trained([]));
        Assert.NotEqual(with, Trained([option]));

        double[] Trained(string[] more)
        {
            string file = directory.File("a.json");
            Assert.Equal(ExitCode.Done, Cli.Run(["train", "boss", .. Quick, .. more, "-o", file]).Code);
            CliResult compared = Cli.Run(["compare", .. Few, "-g", "boss", "--field", $"straightened:{file}", "-f", "json"]);
            using JsonDocument document = JsonDocument.Parse(compared.Output);
            return [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(Rmse)];
        }
    }

    [Fact]
    public void The_recipe_trains_and_shows_before_and_after()
    {
        CliResult result = Cli.Run(["compare", "--recipe", "distill", "-n", "64", "--reference-steps", "40", "--nfe", "1"]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("euler/uniform on straightened", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "note The exact flow is known, so a trained field with unlimited capacity", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("field The", result.Output, StringComparison.Ordinal);
        Assert.Contains("teacher-aware", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_holds_the_regressor_of_its_recipes_and_none_without_them()
    {
        string plan = Cli.Run("compare", "--recipe", "boss", "--regressor", "affine", "--pairs", "64", "--dry-run").Output;
        Assert.Contains("\"regressor\": \"affine\"", plan, StringComparison.Ordinal);
        Assert.Contains("\"pairs\": 64", plan.Replace("\"64\"", "64", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("regressor", Cli.Run("compare", "--dry-run").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_recipes_stand_in_one_table_each_at_its_own_knots()
    {
        Dictionary<string, double> table = Rows("--recipe", "boss,boss@uniform,distill:line,reflow:1,uniform");
        Assert.Equal(
            ["boss exact", "boss boss", "uniform exact", "uniform boss@uniform", "uniform distill:line", "uniform reflow:1,uniform"],
            table.Keys);

        // All train on the same pairs, so that each has the figure that it has alone.
        Assert.Equal(Rows("--recipe", "boss")["boss straightened"], table["boss boss"]);
        Assert.Equal(Rows("--recipe", "boss", "-g", "uniform")["uniform straightened"], table["uniform boss@uniform"]);

        // What a plan records, all schedules beside the recipes, makes the same table again.
        Assert.Equal(table, Rows("--recipe", "boss,boss@uniform,distill:line,reflow:1,uniform", "-g", "boss,uniform"));

        static Dictionary<string, double> Rows(params string[] recipe)
        {
            CliResult result = Cli.Run(["compare", "-t", "gaussian", .. recipe, "-n", "64", "--reference-steps", "40", "--nfe", "2",
                "--metric", "rmse", "-f", "json"]);
            Assert.Equal(ExitCode.Done, result.Code);
            using JsonDocument report = JsonDocument.Parse(result.Output);
            return report.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(
                static r => $"{r.GetProperty("schedule").GetString()} {r.GetProperty("field").GetString()}",
                Rmse);
        }
    }

    [Theory]
    [InlineData("There is no schedule 'nowhere'", "boss@nowhere")]
    [InlineData("Did you mean 'boss'", "bosss,distill")]
    [InlineData("There is no training method 'uniform'", "boss,uniform")]
    [InlineData("student", "boss:line,uniform")]
    public void A_recipe_that_cannot_be_is_named(string sentence, string recipes)
    {
        CliResult result = Cli.Run(["compare", "--recipe", recipes]);
        Assert.NotEqual(ExitCode.Done, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_training_writes_the_same_bytes()
    {
        string[] line = ["train", "reflow", "--pairs", "64", "--features", "80", "--nfe", "1"];
        Assert.Equal(Cli.Run([.. line, "--threads", "1"]).Output, Cli.Run([.. line, "--threads", "2"]).Output);
    }

    [Fact]
    public void A_model_for_another_target_or_path_is_refused()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("a.json");
        Assert.Equal(ExitCode.Done, Cli.Run(["train", "distill", .. Quick, "-o", file]).Code);
        CliResult target = Cli.Run(["compare", .. Few, "-t", "moons", "--field", $"straightened:{file}"]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (target.Code, target.Output));
        Assert.Contains("trained for the target 'ring'", target.Error, StringComparison.Ordinal);
        CliResult path = Cli.Run(["compare", .. Few, "--path", "vp", "--field", $"straightened:{file}"]);
        Assert.Equal(ExitCode.BadInput, path.Code);
        Assert.Contains("--path linear", path.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no field 'bent'", "compare", "--field", "bent")]
    [InlineData("There is no file 'missing.json'", "compare", "--field", "straightened:missing.json")]
    [InlineData("Did you mean 'boss'", "train", "bos")]
    [InlineData("'--pairs' takes a whole number from 16", "train", "boss", "--pairs", "3")]
    [InlineData("at most 100 steps", "train", "boss", "--nfe", "200")]
    [InlineData("at least 27", "train", "boss", "--features", "10")]
    [InlineData("'--regressor' takes one of", "train", "boss", "--regressor", "spline")]
    [InlineData("Did you mean 'boss'", "compare", "--recipe", "bosss")]
    [InlineData("starts from blurred data", "compare", "--recipe", "meta")]
    [InlineData("leave out --guidance", "train", "meta", "--class", "1/4", "--guidance", "2")]
    [InlineData("9 phases take at least 9 steps", "train", "rectified-diffusion:9")]
    [InlineData("from 0 to 200 as its rank", "train", "velocity-lora:x")]
    [InlineData("'renoise' is stochastic", "compare", "--baseline", "renoise/uniform")]
    [InlineData("'renoise' is stochastic", "transfer", "--method", "renoise/uniform")]
    public void What_cannot_be_is_refused_in_a_sentence(string reason, params string[] line)
    {
        CliResult result = Cli.Run(line);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("responsibility")]
    [InlineData("mlp", "--iterations", "5")]
    public void Trajectories_whose_squares_overflow_end_with_3_and_write_nothing(string regressor, params string[] more)
    {
        using TemporaryDirectory directory = new();
        string target = directory.File("far.json");
        File.WriteAllText(
            target,
            """{ "components": [ { "weight": 1, "mean": [2e154, 0], "std": 1e150 }, { "weight": 1, "mean": [-2e154, 0], "std": 1e150 } ] }""");
        string model = directory.File("a.json");
        CliResult result = Cli.Run(
            ["train", "distill", "-t", target, "--nfe", "1", "--pairs", "64", "--regressor", regressor, .. more, "-o", model]);
        Assert.Equal((ExitCode.BrokeDown, string.Empty), (result.Code, result.Output));
        Assert.Contains("need more than 6400 steps of RK4 for this target", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public void A_singular_fit_is_regularised_and_says_so()
    {
        CliResult result = Cli.Run("train", "distill", "--nfe", "1", "--pairs", "60", "--penalty", "1e-300", "--no-symmetry");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("60 rows are few for 123 features", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "the Gram matrix of 123 features is singular; it was regularised with lambda", result.Error, StringComparison.Ordinal);
    }

    private static double Rmse(JsonElement row) => row.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble();
}
