using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowDemo.Metrics;

namespace FlowDemo.Cli.Claims;

/// <summary>A figure that a command gives, and the side of a bound on which it would agree with a claim.</summary>
/// <param name="Command">The command line, without the name of the program and the format.</param>
/// <param name="Figure">Where the figure stands in the JSON that the command writes: see <see cref="JsonFigure"/>.</param>
/// <param name="AgreesIf">&lt; or &gt;, a blank and a number.</param>
/// <param name="Value">The figure when it was last measured, to four digits.</param>
/// <param name="Low">Lower end of its interval; the figure where it has none.</param>
/// <param name="High">Upper end.</param>
internal sealed record Evidence(string Command, string Figure, string AgreesIf, double Value, double Low, double High)
{
    /// <summary>The verdict where the interval holds the bound, or there is no figure.</summary>
    public const string Open = "cannot be shown";

    /// <summary>agrees, disagrees or cannot be shown: what the whole interval says, not the figure alone.</summary>
    [JsonIgnore]
    public string Verdict => (Agrees(Low), Agrees(High)) switch
    {
        (true, true) => "agrees",
        (false, false) => "disagrees",
        _ => Open,
    };

    /// <summary>The figure with its interval.</summary>
    [JsonIgnore]
    public Estimate Estimate => new(Value, Low, High);

    /// <summary>The arguments of a run that gives the figure.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Arguments => [.. Command.Split(' '), "--format", "json", "--quiet"];

    /// <summary>The same with the figure of a run.</summary>
    /// <param name="output">What the command has written.</param>
    public Evidence Measured(string output)
    {
        using JsonDocument document = JsonDocument.Parse(output);
        (double value, double low, double high) = JsonFigure.In(document.RootElement, Figure);
        return this with { Value = Digits(value), Low = Digits(low), High = Digits(high) };
    }

    private static double Digits(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private bool Agrees(double value)
    {
        double bound = double.Parse(AgreesIf.AsSpan(2), CultureInfo.InvariantCulture);
        return AgreesIf[0] == '<' ? value < bound : value > bound;
    }
}
