using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FlowDemo.Fuzz;

/// <summary>
/// Whatever is given to the program, it ends with 0, 2 or 3 (1 where a check failed), says at most two lines that command no
/// terminal, and leaves nothing behind when it refuses. The inputs are the same in every run; FLOWDEMO_FUZZ says how many
/// there are of all kinds together, FLOWDEMO_FUZZ_FIRST the seed of the first of each kind.
/// </summary>
public sealed partial class FuzzTests
{
    private const int UsualInputs = 20_000;
    private const int MostReported = 5;

    /// <summary>What no input may take; those that take a tenth of it would be too slow already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    static FuzzTests()
    {
        // A target that is called - is read from standard input, which must not be somebody's keyboard.
        if (!OperatingSystem.IsWindows())
        {
            using SafeFileHandle nothing = File.OpenHandle("/dev/null");
            _ = Duplicate(nothing, 0);
        }
    }

    public static TheoryData<string> Kinds => [.. InputKinds.All.Select(static k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_input_is_used_or_refused(string name)
    {
        InputKind kind = InputKinds.All.Single(k => k.Name == name);
        int count = Number("FLOWDEMO_FUZZ", UsualInputs) * kind.Share / 100;
        int first = Number("FLOWDEMO_FUZZ_FIRST", 0);
        ConcurrentQueue<string> faults = [];
        Parallel.For(first, first + count, static () => new TemporaryDirectory(), (seed, state, folder) =>
        {
            if (faults.Count >= MostReported)
            {
                state.Stop();
            }
            else if (FaultOf(kind, (ulong)seed, folder) is string fault)
            {
                faults.Enqueue($"{kind.Name}, seed {seed}: {fault}");
            }

            return folder;
        }, static folder => folder.Dispose());
        Assert.True(faults.IsEmpty, string.Join("\n", faults));
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(SafeFileHandle file, int descriptor);

    private static string? FaultOf(InputKind kind, ulong seed, TemporaryDirectory folder)
    {
        foreach (string? old in folder.Names)
        {
            File.Delete(folder.File(old!));
        }

        string[] line = kind.Line(new Chance(seed), folder);
        string?[] before = [.. folder.Names];
        using CancellationTokenSource stop = new(Patience);
        CliResult result;
        try
        {
            result = Cli.Tests.Cli.Run(stop.Token, line);
        }
        catch (Exception crash)
        {
            return $"{Text(line)} crashed: {crash}";
        }

        string? fault = stop.IsCancellationRequested ? "did not end"
            : result.Code is not (ExitCode.Done or ExitCode.BadInput or ExitCode.BrokeDown)
                && !(kind.HasChecks && result.Code == ExitCode.CheckFailed) ? $"ended with {result.Code}"
            : LinesOf(result.Error) > MostLines(result.Code) ? "said more than two lines"
            : result.Code == ExitCode.BadInput && LinesOf(result.Error) == 0 ? "did not say why"
            : result.Code == ExitCode.BrokeDown && LinesOf(result.Error) == 0 && result.Output.Length == 0
                && !folder.Names.Contains("out") ? "neither said why nor gave a row that does"
            : result.Error.Any(IsCommand) ? "sent a control character to stderr"
            : result.Output.Any(IsCommand) ? "sent a control character to stdout"
            : result.Code == ExitCode.BadInput && result.Output.Length > 0 ? "wrote and refused"
            : result.Code == ExitCode.BadInput && !folder.Names.SequenceEqual(before) ? "left a file behind"
            : null;
        return fault is null ? null : $"{Text(line)} {fault}: {result.Error}";
    }

    private static int LinesOf(string text) => text.Count(static c => c == '\n');

    /// <summary>A result may have more to be said of it: a fit a line for each budget.</summary>
    private static int MostLines(int code) => code is ExitCode.BadInput or ExitCode.BrokeDown ? 2 : 20;

    private static bool IsCommand(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    private static string Text(string[] line) =>
        string.Join(' ', line.Select(static w => $"'{w.Replace("\e", "\\e", StringComparison.Ordinal)}'"));

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? given
            : usual;
}
