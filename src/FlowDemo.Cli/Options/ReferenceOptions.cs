using System.CommandLine;
using FlowDemo.Sampling;

namespace FlowDemo.Cli.Options;

/// <summary>What errors are measured against.</summary>
internal sealed class ReferenceOptions : OptionGroup
{
    /// <summary>The reference that chooses its own grid.</summary>
    public const string Adaptive = "adaptive";

    /// <summary>The reference on uniform fine steps.</summary>
    public const string Fine = "rk4";

    public ReferenceOptions()
        : base("reference")
    {
        Kind = Word(
            "--reference",
            "KIND",
            "adaptive (order 8 on a grid of its own) or rk4 (uniform fine steps)",
            [Adaptive, Fine],
            Adaptive);
        Steps = Whole(
            "--reference-steps",
            "N",
            $"fine steps of the rk4 reference, which it asks for; {ReferenceSolution.UsualSteps} when left out",
            ReferenceSolution.FewestSteps,
            ReferenceSolution.MostSteps);
    }

    public override IEnumerable<Option> Deciding => Options;

    public Option<string> Kind { get; }

    public Option<int?> Steps { get; }

    /// <summary>Steps of the rk4 reference, or null for the adaptive one. A number of steps asks for rk4 by itself.</summary>
    public int? Read(ParseResult parsed)
    {
        bool adaptive = parsed.GetRequiredValue(Kind) == Adaptive;
        if (parsed.GetValue(Steps) is not int steps)
        {
            return adaptive ? null : ReferenceSolution.UsualSteps;
        }

        return adaptive && parsed.IsGiven(Kind)
            ? throw new FlowDemoException(
                $"'{Steps.Name}' counts the steps of the {Fine} reference; leave it out, or give '{Kind.Name} {Fine}'.")
            : steps;
    }
}
