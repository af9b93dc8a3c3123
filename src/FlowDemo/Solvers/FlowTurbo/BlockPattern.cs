using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowDemo.Solvers.FlowTurbo;

/// <summary>How many steps of each kind a FlowTurbo sampler takes, in the order H, P, R.</summary>
/// <param name="Heun">Heun steps.</param>
/// <param name="Pseudo">Pseudo-corrector steps; null for as many as the grid has left.</param>
/// <param name="Refined">Refined steps.</param>
internal sealed partial record BlockPattern(int Heun, int? Pseudo, int Refined)
{
    /// <summary>Reads <c>H1P5R3</c>; a kind may be left out, and P without a number fills the budget.</summary>
    /// <param name="text">The pattern.</param>
    /// <returns>The pattern, or null when it is none.</returns>
    public static BlockPattern? Parse(string text)
    {
        Match match = Shape().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        int heun = Count(match.Groups["heun"]);
        int? pseudo = match.Groups["pseudo"] is { Success: true, Length: 1 } ? null : Count(match.Groups["pseudo"]);
        int refined = Count(match.Groups["refined"]);
        return pseudo is null || heun + pseudo > 0 ? new BlockPattern(heun, pseudo, refined) : null;

        static int Count(Group group) => group.Length > 1 ? int.Parse(group.ValueSpan[1..], CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The number of steps that spends a budget: every H costs 2, every P 1, and a first step without H one more.</summary>
    /// <param name="evaluations">Velocity evaluations.</param>
    public int? StepsFor(int evaluations)
    {
        int pseudo = evaluations - (2 * Heun) - (Heun == 0 ? 1 : 0);
        bool fits = Pseudo is null ? pseudo >= (Heun == 0 ? 1 : 0) : pseudo == Pseudo;
        return fits ? Heun + pseudo + Refined : null;
    }

    /// <summary>The kind of a step.</summary>
    /// <param name="step">Index from 0.</param>
    /// <param name="steps">Steps in all.</param>
    public StepBlock BlockOf(int step, int steps) => step switch
    {
        _ when step < Heun => StepBlock.Heun,
        _ when step < steps - Refined => StepBlock.Pseudo,
        _ => StepBlock.Refined,
    };

    /// <summary>Refuses a grid that has not the steps of this pattern.</summary>
    /// <param name="steps">Steps of the grid.</param>
    /// <exception cref="FlowDemoException">It has too few, or not just as many.</exception>
    public void Check(int steps)
    {
        int least = Heun + (Pseudo ?? 0) + Refined;
        if (steps < least || (Pseudo is not null && steps > least))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The blocks {this} take {(Pseudo is null ? "at least " : string.Empty)}{least} steps; the grid has {steps}. Choose "
                    + $"another grid or other blocks."));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"H{Heun}P{Pseudo}R{Refined}");

    [GeneratedRegex(
        "^(?<heun>H[0-9]{1,4})?(?<pseudo>P[0-9]{0,4})?(?<refined>R[0-9]{1,4})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}

/// <summary>The three ways in which FlowTurbo finds the two velocities of a trapezoidal step.</summary>
internal enum StepBlock
{
    /// <summary>H: both are evaluated, as in Heun's method.</summary>
    Heun,

    /// <summary>P: the first is the second one of the step before.</summary>
    Pseudo,

    /// <summary>R: both are those of the step before, refined; none is evaluated.</summary>
    Refined,
}
