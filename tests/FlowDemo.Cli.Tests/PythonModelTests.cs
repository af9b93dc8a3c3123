using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>The file that 'explain model --format python' prints, run by Python.</summary>
public sealed class PythonModelTests
{
    private const string Gaussian = """
        import numpy as np
        from flowdemo_field import serve

        def velocity(x, t):
            print("evaluating at", t)
            s = 0.5
            return 1 + (t * s * s - (1 - t)) / (t * t * s * s + (1 - t) ** 2) * (x - t)

        serve(velocity, 5, dtype="float64")
        """;

    private const string WrongShape = """
        from flowdemo_field import serve
        serve(lambda x, t: x[:, :2], 3)
        """;

    // Random features and ridge regression on x1 - x0: a network whose outer layer is trained, in the least number of lines.
    private const string Trained = """
        import numpy as np
        from flowdemo_field import serve

        data = np.loadtxt("data.csv", delimiter=",", skiprows=1)
        random = np.random.default_rng(0)
        inner, shift = random.normal(size=(3, 300)) * [[1.0], [1.0], [4.0]], random.uniform(0, 2 * np.pi, 300)

        def features(x, t):
            return np.cos(np.c_[x, np.broadcast_to(t, (len(x), 1))] @ inner + shift)

        x1 = data[random.integers(0, len(data), 20000)]
        x0, t = random.normal(size=x1.shape), random.uniform(size=(len(x1), 1))
        phi = features(t * x1 + (1 - t) * x0, t)
        outer = np.linalg.solve(phi.T @ phi + 1e-2 * np.eye(300), phi.T @ (x1 - x0))
        serve(lambda x, t: features(x, t) @ outer, 2, dtype="float64")
        """;

    [PythonFact]
    public void A_velocity_in_NumPy_is_compared_and_may_print()
    {
        using TemporaryDirectory directory = new();
        CliResult result = Compare(directory, Gaussian, "-n", "64", "-s", "euler,rk4", "-g", "uniform", "--nfe", "32", "-f", "json");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("evaluating at", result.Error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.Equal(5, report.RootElement.GetProperty("model").GetProperty("dimension").GetInt32());
        Assert.InRange(report.RootElement.GetProperty("reference").GetProperty("error").GetDouble(), 0, 1e-9);
        Assert.InRange(Figure(report.RootElement.GetProperty("rows")[1], "nrmse"), 0, 1e-3);
    }

    [PythonFact]
    public void A_wrong_shape_is_named_in_the_error()
    {
        using TemporaryDirectory directory = new();
        CliResult result = Compare(directory, WrongShape, "-n", "8", "-s", "euler", "-g", "uniform", "--nfe", "4");
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("The velocity has the shape (4, 2); it must be that of x, (4, 3)", result.Error, StringComparison.Ordinal);
    }

    [PythonFact]
    public void A_network_that_was_trained_on_moons_is_compared_beside_them()
    {
        using TemporaryDirectory directory = new();
        Assert.Equal(
            ExitCode.Done,
            Cli.Run("sample", "-t", "moons", "-s", "rk4", "--nfe", "64", "-n", "4000", "-o", directory.File("data.csv")).Code);
        CliResult result = Compare(
            directory, Trained.Replace("data.csv", directory.File("data.csv"), StringComparison.Ordinal),
            "-t", "moons", "-n", "64", "-s", "euler,heun", "-g", "uniform", "--nfe", "2,32", "-f", "json");
        Assert.Equal(ExitCode.Done, result.Code);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        double network = report.RootElement.GetProperty("model").GetProperty("flowDistance").GetDouble();
        double spread = report.RootElement.GetProperty("model").GetProperty("endDeviation").GetDouble();
        JsonElement[] rows = [.. report.RootElement.GetProperty("rows").EnumerateArray()];

        // It has learnt the moons, and not perfectly: two steps err more than it does, sixteen of Heun's less.
        Assert.InRange(network / spread, 0.02, 0.5);
        Assert.True(Figure(rows[0], "rmse") > network);
        Assert.True(Figure(rows[3], "rmse") < network);
    }

    private static double Figure(JsonElement row, string metric) =>
        row.GetProperty("metrics").GetProperty(metric).GetProperty("value").GetDouble();

    private static CliResult Compare(TemporaryDirectory directory, string program, params string[] options)
    {
        directory.Write("flowdemo_field.py", Cli.Run("explain", "model", "--format", "python").Output);
        string mine = directory.Write("mine.py", program);
        return Cli.Run(["compare", "--model", $"{PythonFactAttribute.Python} '{mine}'", .. options]);
    }
}
