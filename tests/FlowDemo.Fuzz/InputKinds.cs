using System.Text;
using FlowDemo.Interchange;
using FlowDemo.Metrics;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Fuzz;

/// <summary>The kinds of input, each made out of good ones.</summary>
internal static class InputKinds
{
    private const string Mixture = """
        { "components": [ { "weight": 0.4, "mean": [1.0, -2.0], "covariance": [[0.3, 0.1], [0.1, 0.2]] }, { "weight": 1, "mean": [0, 1], "std": 0.5 } ] }
        """;

    private static readonly string[] Tables =
    [
        "x,y\n1,2\n3,5.5\n-2,0.25\n4,4\n",
        "x;y\n-1,5;0,75\n3;-2\n2;1\n",
        ",x,y\n0,1.5,2\n1,3,-.25\n2,4,4\n3,1,1\n",
        "a\tb\tc\n1\tw\t2\nNA\tv\t5\n3\tu\tnan\n4\tt\t1\n",
        "\"a, b\",\"c\"\"d\"\n1,2\n3,5\n?,6\n",
        "# made by hand\n1.5 2.5\n2.0 3.0\n4 1\n",
        "A title\n\nx,y\n1,2\n2,4\n3,1\n",
        "x,y\n\"1,5\",\"2,5\"\n\"3\",\"0,5\"\n",
    ];

    private static readonly string[] Quick =
        ["-n", "4", "--reference", "rk4", "--reference-steps", "4", "-s", "euler", "-g", "uniform", "--nfe", "1", "--metric", "rmse",
            "--threads", "1"];

    private static readonly string[] Limits = ["-n", "4", "--reference", "rk4", "--reference-steps", "4", "--threads", "1"];

    private static readonly string[] Conditions =
        ["rmse(euler/uniform,1) > 0.2", "ratio(euler/uniform,1)>=1", "rmse(euler/uniform,1)<1e3", "flips(heun/boss,2) <= 0"];

    private static readonly string[][] Lines =
    [
        ["compare", .. Quick], [.. Quick], ["sample", "-n", "4", "--nfe", "2"], ["sample", "--grid", "0,0.5,1", "--trajectory", "-n", "2"],
        ["schedule", "uniform", "--steps", "3"], ["schedule", "shift:2", "--steps", "4", "-f", "json"], ["show", "gaussian", "-n", "0"],
        ["list", "solvers"], ["explain", "euler"],
        ["completion", "bash"], ["replay", "r.json"], ["--version"], ["--help"],
    ];

    private static readonly string[][] SlowLines =
    [
        ["train", "boss", "-k", "1", "--pairs", "64", "--regressor", "affine"], ["fit", "--nfe", "1", "--pairs", "64"],
        ["transfer", "-t", "gaussian", "-m", "euler/uniform", "--nfe", "1", "-n", "4"],
        ["steer", "-t", "gaussian", "--reward", "linear:1,0", "-m", "exact", "--nfe", "1", "-n", "4"],
    ];

    private static readonly string[] Words =
    [
        "-t", "ring", "--target=moons", "-s", "heun", "-g", "uniform", "--nfe", "2", "2-4", "--seed", "1", "--noise", "random", "--class",
        "1/2",
        "--guidance", "2", "--path", "vp", "-f", "json", "csv", "npy", "--format=table", "-", "--help", "--plan", "--x0", "--columns",
        "x,y", "1,2",
        "--delimiter", "tab", "--header", "no", "--missing", "?", "--bandwidth", "0.5", "--no-standardize", "--metric", "w2", "--baseline",
        "euler/uniform", "--dry-run", "--fail-if", "--color", "never", "", " ", "--", "-", "=", "*", "@", "\u001b[31m", "\0", "🎲",
        "--threads", "0", "-1",
        "1e999", "99999999999999999999", "--velocities", "--trajectories", "--times", "--solver=", "euler,,heun", ",", ":", "shift:",
        "shift:1,2,3",
    ];

    private static readonly Lazy<Dictionary<string, byte[]>> Made = new(MakeFiles);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<InputKind> All { get; } =
    [
        new(
            "mixtures",
            15,
            static (chance, folder) =>
                ["compare", "-t", Changed(folder, "m.json", Encoding.UTF8.GetBytes(Mixture), chance), .. Quick, .. Output(chance, folder)]),
        new("tables", 19, Table),
        new("arrays", 10, Array),
        new(
            "plans",
            10,
            static (chance, folder) =>
                ["compare", "--plan", ChangedText(folder, "plan.json", "plan", chance), .. Limits, .. Output(chance, folder)]),
        new("reports", 7, static (chance, folder) => ["replay", ChangedText(folder, "report.json", "report", chance)], HasChecks: true),
        new("fits", 7, static (chance, folder) => ["compare", .. Quick, "--nfe", "1", .. Output(chance, folder), .. Fit(chance, folder)]),
        new(
            "models",
            7,
            static (chance, folder) => ["compare", .. Quick, "--field", "straightened:" + Sealed(
                folder,
                "model.json",
                "model",
                chance), .. Output(chance, folder)]),
        new("response files", 7, static (chance, folder) => ["@" + Response(chance, folder)]),
        new("conditions", 5, Condition, HasChecks: true),
        new("method parameters", 8, Method),
        new("argument vectors", 5, Arguments, HasChecks: true),
    ];

    private static string[] Table(Chance chance, TemporaryDirectory folder)
    {
        string file = Changed(folder, chance.Of("p.csv", "p.tsv"), Encoding.UTF8.GetBytes(chance.Of(Tables)), chance);
        string[] form = chance.Below(8) switch
        {
            0 => ["--delimiter", chance.Of("comma", "semicolon", "tab", "space", "bar")],
            1 => ["--header", chance.Of("yes", "no", "1", "2", "3", "9")],
            2 => ["--missing", chance.Of("?", "x", "1,2", ",")],
            _ => [],
        };
        return chance.OnceIn(4)
            ? ["sample", "--grid", "0,1", "--x0", file, .. form, .. Output(chance, folder)]
            : ["compare", "-t", file, .. Quick, .. form,
                .. chance.OnceIn(8)
                    ? ["--columns", chance.Of("1,2", "x,y", "2,3", "a,c")]
                    : System.Array.Empty<string>(), .. Output(chance, folder)];
    }

    private static string[] Array(Chance chance, TemporaryDirectory folder)
    {
        string file = Changed(folder, "a.npy", Made.Value[chance.Of("points", "trajectory")], chance);
        return chance.Below(3) switch
        {
            0 => ["compare", "-t", file, .. Quick, .. Output(chance, folder)],
            1 => ["sample", "--grid", "0,1", "--x0", file, .. Output(chance, folder)],
            _ => ["schedule", chance.Of("boss", "gits"), "--steps", "2", "--trajectories", file, .. Output(chance, folder)],
        };
    }

    private static string[] Fit(Chance chance, TemporaryDirectory folder) => ["-s", $"fitted:{Sealed(folder, "fit.json", "fit", chance)}"];

    /// <summary>A file whose first line bounds the work and stays, most of the time.</summary>
    private static string Response(Chance chance, TemporaryDirectory folder)
    {
        string between = chance.Of(" ", "\n");
        string bounds = string.Join(between, ["compare", .. Quick]) + "\n";
        string rest = string.Join(
            between, chance.Of(Words), chance.Of(Words), chance.Of("@a.rsp", "# words", "'a b'", "\""), chance.Of(Words));
        string text = chance.OnceIn(30) ? Mutation.OfText(bounds + rest, chance) : bounds + Mutation.OfText(rest, chance);
        return Write(folder, "a.rsp", Encoding.UTF8.GetBytes(WithoutOutput(text)));
    }

    /// <summary>A file that came about by chance would be written outside the folder.</summary>
    private static string WithoutOutput(string text) => text
        .Replace("-o", "-x", StringComparison.Ordinal)
        .Replace("--plot", "--plan", StringComparison.Ordinal)
        .Replace("--report", "--plan", StringComparison.Ordinal);

    private static string[] Condition(Chance chance, TemporaryDirectory folder) => chance.Below(3) switch
    {
        0 => ["compare", .. Quick, "-t", "ring", "--class", Mutation.OfText("1/4", chance)],
        1 => ["compare", .. Quick, "-t", "ring", "--class", "2/4", "--guidance", Mutation.OfText("1.5", chance)],
        _ => ["compare", .. Quick, "--fail-if", Mutation.OfText(chance.Of(Conditions), chance), .. Output(chance, folder)],
    };

    private static string[] Method(Chance chance, TemporaryDirectory folder)
    {
        (string option, string[] ids) = chance.Below(4) switch
        {
            0 => ("-s", SolverCatalog.All.Names.ToArray()),
            1 => ("-g", ScheduleCatalog.All.Names.ToArray()),
            2 => ("--metric", MetricCatalog.All.Names.ToArray()),
            _ => ("-t", TargetCatalog.All.Names.ToArray()),
        };
        string name = chance.Of(ids) + chance.Of(
            "", ":1", ":0.5", ":2,3", ":x", ":a.json", ":-1", ":0,0.5,1", ":1e999", "+gauss", "+mean", ":3+gauss");
        return ["compare", option, chance.OnceIn(2) ? Mutation.OfText(name, chance) : name, "--nfe", chance.Of("1", "2,4", "12"), "-n",
            "4", "--dry-run", .. Output(chance, folder)];
    }

    private static string[] Arguments(Chance chance, TemporaryDirectory folder)
    {
        List<string> line = [.. chance.Of(chance.OnceIn(20) ? SlowLines : Lines)];
        for (int words = chance.Below(4); words > 0; words--)
        {
            line.Insert(chance.Below(line.Count + 1), chance.Of(Words));
        }

        if (chance.OnceIn(3) && line.Count > 0)
        {
            int place = chance.Below(line.Count);
            line[place] = Mutation.OfText(line[place], chance);
        }

        return [.. line.Select(WithoutOutput), .. Output(chance, folder)];
    }

    private static string[] Output(Chance chance, TemporaryDirectory folder) => chance.OnceIn(3) ? ["-o", folder.File("out")] : [];

    private static string Changed(TemporaryDirectory folder, string name, byte[] good, Chance chance) =>
        Write(folder, name, Mutation.Of(good, chance));

    private static string ChangedText(TemporaryDirectory folder, string name, string made, Chance chance)
    {
        byte[] bytes = Mutation.Of(Made.Value[made], chance);
        string text = Encoding.Latin1.GetString(bytes);
        int manifest = text.IndexOf("\"manifest\"", StringComparison.Ordinal);
        string plan = manifest < 0 ? Mutation.Tame(text) : text[..manifest] + Mutation.Tame(text[manifest..]);
        return Write(folder, name, Encoding.Latin1.GetBytes(plan));
    }

    /// <summary>Changes a file that ends with its hash, which then often fits again, so that its content is looked at.</summary>
    private static string Sealed(TemporaryDirectory folder, string name, string made, Chance chance)
    {
        byte[] bytes = Mutation.Of(Made.Value[made], chance);
        int body = bytes.Length - "\"\n}\n".Length - ContentHash.Length;
        if (body > 0 && chance.OnceIn(2))
        {
            Encoding.ASCII.GetBytes(ContentHash.Of(bytes.AsSpan(0, body))).CopyTo(bytes, body);
        }

        return Write(folder, name, bytes);
    }

    private static string Write(TemporaryDirectory folder, string name, byte[] bytes)
    {
        File.WriteAllBytes(folder.File(name), bytes);
        return folder.File(name);
    }

    private static Dictionary<string, byte[]> MakeFiles()
    {
        using TemporaryDirectory folder = new();
        byte[] Run(string name, params string[] line)
        {
            CliResult result = Cli.Tests.Cli.Run([.. line, "-o", folder.File(name)]);
            return result.Code == ExitCode.Done ? File.ReadAllBytes(folder.File(name)) : throw new InvalidOperationException(result.Error);
        }

        return new Dictionary<string, byte[]>
        {
            ["points"] = Run("p.npy", "sample", "--nfe", "1", "-n", "6"),
            ["trajectory"] = Run("t.npy", "sample", "--nfe", "4", "-n", "3", "--trajectory"),
            ["plan"] = Run("plan.json", ["compare", .. Quick, "--dry-run"]),
            ["report"] = Run("report.json", ["compare", .. Quick, "-f", "json"]),
            ["fit"] = Run("fit.json", "fit", "-t", "gaussian", "--nfe", "1", "--pairs", "64"),
            ["model"] = Run("model.json", "train", "boss", "-k", "1", "--pairs", "256", "--regressor", "affine"),
        };
    }
}
