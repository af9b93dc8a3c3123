using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowDemo.Benchmarks;

/// <summary>What '--dry-run' says that commands take, beside what they take: a process of its own each time.</summary>
internal static partial class EstimateTable
{
    private const int Runs = 2;

    private static readonly string[] Commands =
    [
        "compare",
        "compare -s * -g uniform",
        "compare -s * -g uniform --nfe 7,8",
        "compare -g boss,gits,p-boss -s euler,heun,rk4",
        "compare -g optimal -s euler,heun",
        "compare -g oss -s euler,heun,rk4",
        "compare -g dmn,autodiffusion -s euler,ab2,dpmpp-2m",
        "compare -g * -s euler,heun --nfe 4,8",
        "compare -s euler,fitted --nfe 2,4,6",
        "compare -t old-faithful -s euler,fitted --nfe 4",
        "compare -s euler-decoupled,amed,dc-unipc2,flowturbo --nfe 4,8",
        "compare -t old-faithful --resample 8",
        "compare -t ring,moons,old-faithful,grid25",
        "compare --scale 30",
        "compare --metric rmse,kl,mmd,w2,sliced-w2",
        "compare -n 65536",
        "compare -n 65536 -t penguins -s * -g uniform",
    ];

    /// <summary>Prints one line for each command; the shortest of its runs counts, for others use the machine too.</summary>
    /// <param name="chosen">Parts of the commands wanted; all of them when empty.</param>
    /// <param name="output">Where to.</param>
    public static void Print(IReadOnlyList<string> chosen, TextWriter output)
    {
        output.WriteLine("| command | predicted, s | measured, s | predicted / measured |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (string command in Commands.Where(c => chosen.Count == 0 || chosen.Any(c.EndsWith)))
        {
            double predicted = Enumerable.Range(0, Runs).Min(_ => Predicted(Run($"{command} --dry-run").Said));
            double measured = Enumerable.Range(0, Runs).Min(_ => Run(command).Seconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| `{command}` | {predicted:G2} | {measured:G2} | {predicted / measured:F2} |"));
            output.Flush();
        }
    }

    private static double Predicted(string said)
    {
        Match time = Time().Match(said);
        return double.Parse(time.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            * time.Groups[2].Value switch { "h" => 3600, "min" => 60, _ => 1 };
    }

    private static (double Seconds, string Said) Run(string command)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "FlowDemo.Cli.dll");
        ProcessStartInfo start = new("dotnet", [program, .. command.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 3
            ? (watch.Elapsed.TotalSeconds, said.Result)
            : throw new InvalidOperationException($"'{command}' exits with {process.ExitCode}: {said.Result}");
    }

    [GeneratedRegex(@"; about (\S+) (s|min|h)\b")]
    private static partial Regex Time();
}
