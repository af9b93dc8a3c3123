using System.CommandLine;
using FlowDemo.Cli.Commands;

namespace FlowDemo.Cli.Tests.Options;

/// <summary>No option is taken and then left unread: every command refuses a bad value of each, and any option that it lacks.</summary>
public sealed class EveryOptionTests
{
    private const string Bad = "banana";
    private static readonly IReadOnlyList<FlowCommand> All = CommandLine.Commands();

    public static TheoryData<string, string> Options
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (FlowCommand command in All)
            {
                // A model is started once a report has said that it was made with one.
                foreach (Option option in command.Options.Where(o => (command.Name, o.Name) != ("replay", "--model")))
                {
                    data.Add(command.Name, option.Name);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Commands => [.. All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Options))]
    public void A_bad_value_is_refused(string command, string option)
    {
        // Any name is good for a file to write, but not in a directory that is not there; and for a folder, but not where a file is.
        using TemporaryDirectory directory = new();
        string value = option switch
        {
            "--output" or "--plot" or "--report" => $"nowhere/{Bad}",
            "--into" => directory.Write(Bad, string.Empty),
            _ => Bad,
        };
        AssertRefused(
            Bad, [.. Line(command, but: option), .. Inputs(command, directory), .. Recording(directory, option), $"{option}={value}"]);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_option_of_another_command_is_refused_by_its_name(string command)
    {
        string[] own = [.. All.Single(c => c.Name == command).Options.Select(static o => o.Name)];
        string[] others = [.. All.SelectMany(static c => c.Options).Select(static o => o.Name).Distinct().Except(own)];
        Assert.NotEmpty(others);
        Assert.All(others, o => AssertRefused(
            $"There is no option '{o}' for 'flowdemo {command}'. It is one of 'flowdemo ", [.. Line(command), o]));
    }

    [Theory]
    [InlineData(
        "no option '--reference' for 'flowdemo sample'. It is one of 'flowdemo compare'.",
        "sample --nfe 2 --reference banana --reference-steps -7")]
    [InlineData("no path 'banana'", "schedule boss --trajectories states.npy -t banana --steps 2 --path banana")]
    [InlineData("There is no class 9/4", "schedule boss --trajectories states.npy -t banana --steps 2 --class 9/4")]
    [InlineData("leave '--target' out", "schedule boss --trajectories states.npy --steps 2 -t banana")]
    [InlineData("leave '--bandwidth' out", "schedule boss --trajectories states.npy --steps 2 --bandwidth 0.5")]
    [InlineData("leave '--class' out", "schedule boss --trajectories states.npy --steps 2 --class 1/4")]
    [InlineData("leave '--path' out", "schedule boss --trajectories states.npy --steps 2 --path vp")]
    [InlineData("leave '--seed' out", "schedule boss --trajectories states.npy --steps 2 --seed 1")]
    [InlineData("'--velocities' and '--times' go with '--trajectories'", "schedule boss --steps 2 --velocities v.npy")]
    [InlineData("'--shift' goes with '--format diffusers'", "schedule boss --steps 2 --shift 1")]
    [InlineData("'--hidden' has no part in fitting the regressor responsibility", "train boss --hidden 8")]
    [InlineData("'--iterations' has no part in fitting the regressor fourier", "train boss --regressor fourier --iterations 8")]
    [InlineData("'--features' has no part in fitting the regressor affine", "train boss --regressor affine --features 8")]
    [InlineData("'--penalty' has no part in fitting the regressor mlp", "train slimflow --penalty 1")]
    [InlineData("'--pairs' is about training; name a method with '--recipe'", "compare --pairs 100")]
    [InlineData("'slimflow' always fits the regressor mlp; leave '--regressor' out", "compare --recipe slimflow --regressor affine")]
    [InlineData("'--invert' goes from data to noise", "compare --recipe boss --invert")]
    [InlineData("'slimflow' always fits the regressor mlp; leave '--regressor' out", "train slimflow --regressor affine")]
    [InlineData("columns, bandwidth and standardisation cannot be chosen", "show ring --columns 1,2")]
    [InlineData("'fitted' has times of its own; leave '--schedule' out", "sample -s fitted -g boss --nfe 2")]
    [InlineData("leave '--noise' out", "sample --grid 0,1 --x0 noise.csv --noise random")]
    public void What_has_no_part_in_the_outcome_is_refused(string reason, string line) => AssertRefused(reason, line.Split(' '));

    [Fact]
    public void A_seed_is_refused_where_nothing_is_drawn()
    {
        using TemporaryDirectory directory = new();
        string[] line = ["sample", "--x0", directory.Write("noise.csv", "x,y\n1,2\n3,4\n"), "--grid", "0,1"];
        Assert.Equal(ExitCode.Done, Cli.Run(line).Code);
        AssertRefused("nothing is drawn; leave '--seed' out", [.. line, "--seed", "1"]);
        Assert.Equal(ExitCode.Done, Cli.Run([.. line[..3], "-g", "uniform", "--nfe", "1", "--seed", "1"]).Code);
    }

    /// <summary>The shortest line of a command that is carried out, without one option.</summary>
    private static string[] Line(string command, string but = "")
    {
        string[] required = command switch
        {
            "schedule" => ["boss", "--steps=2"],
            "sample" => ["--nfe=2"],
            "train" => ["distill"],
            "explain" => ["euler"],
            "replay" => ["report.json"],
            "completion" => ["bash"],
            "study" => ["--into=results"],
            _ => [],
        };
        return [command, .. required.Where(r => !r.StartsWith(but + '=', StringComparison.Ordinal))];
    }

    /// <summary>The files that a command is about, where they are looked at before its options are.</summary>
    private static string[] Inputs(string command, TemporaryDirectory directory)
    {
        string[] tiny = ["compare", "-n", "16", "-s", "euler", "-g", "uniform", "--nfe", "1"];
        return command switch
        {
            "render" => [directory.Write("report.json", Cli.Run([.. tiny, "-f", "json"]).Output)],
            "study" => [directory.Write("plan.json", Cli.Run([.. tiny, "--dry-run"]).Output)],
            _ => [],
        };
    }

    /// <summary>What the options of a recording go with.</summary>
    private static string[] Recording(TemporaryDirectory directory, string option)
    {
        if (option is not ("--velocities" or "--times"))
        {
            return [];
        }

        string states = directory.File("states.npy");
        Assert.Equal(ExitCode.Done, Cli.Run("sample", "--grid", "0,0.5,1", "-n", "4", "--trajectory", "-o", states).Code);
        return ["--trajectories", states];
    }

    private static void AssertRefused(string reason, params string[] line)
    {
        CliResult result = Cli.Run(line);
        Assert.True((result.Code, result.Output) == (ExitCode.BadInput, string.Empty), string.Join(' ', line));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
