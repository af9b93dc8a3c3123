using System.Globalization;
using System.Text.Json.Serialization;

namespace FlowDemo.Targets;

/// <summary>
/// A label that samples are conditioned on. The N classes of a mixture are runs of neighbouring components, as even as can be:
/// class I holds the components from (I - 1) K / N to I K / N of K, rounded down. On the ring 1/4 is its first two modes.
/// </summary>
public sealed record ClassCondition
{
    /// <summary>The largest guidance.</summary>
    public const double LargestGuidance = 100;

    /// <summary>Checks the numbers.</summary>
    /// <param name="index">I, from 1 to <paramref name="count"/>.</param>
    /// <param name="count">N, at least 1.</param>
    /// <param name="guidance">A, from 0 to 100.</param>
    /// <exception cref="FlowDemoException">A number is out of range.</exception>
    public ClassCondition(int index, int count, double guidance = 1)
    {
        if (count < 1 || index < 1 || index > count)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"There is no class {index}/{count}; a class is I/N with I from 1 to N, as in 1/4."));
        }

        if (!(guidance is >= 0 and <= LargestGuidance))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"Guidance goes from 0 to {LargestGuidance}; {guidance} is outside. 1 is the flow of the class, 0 the unconditional one."));
        }

        (Index, Count, Guidance) = (index, count, guidance);
    }

    /// <summary>I, from 1.</summary>
    public int Index { get; }

    /// <summary>N, the number of classes.</summary>
    public int Count { get; }

    /// <summary>
    /// A of the guided velocity A u(x, t | class) + (1 - A) u(x, t); 1 is the flow of the class, 0 the unconditional one.
    /// </summary>
    public double Guidance { get; }

    /// <summary>The class without the guidance, as in <c>2/4</c>.</summary>
    [JsonIgnore]
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>Reads a class.</summary>
    /// <param name="label">As in <c>2/4</c>.</param>
    /// <param name="guidance">A, from 0 to 100.</param>
    /// <exception cref="FlowDemoException">It is not written like that, or a number is out of range.</exception>
    public static ClassCondition Parse(string label, double guidance)
    {
        ArgumentNullException.ThrowIfNull(label);
        return label.Split('/') is [string index, string count]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int i)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
                ? new ClassCondition(i, n, guidance)
                : throw new FlowDemoException($"A class is I/N, class I of N, as in 1/4; '{label}' is not that.");
    }

    /// <summary>p(x | class): the components of the class, their weights scaled to a sum of 1.</summary>
    /// <param name="whole">The mixture of all classes.</param>
    /// <exception cref="FlowDemoException">There are more classes than components.</exception>
    public GaussianMixture MixtureOf(GaussianMixture whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        if (Count > whole.Components.Length)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The target has {whole.Components.Length} components, so that they cannot make {Count} classes; ask for "
                    + $"{whole.Components.Length} or fewer."));
        }

        Range components = ComponentsOf(whole);
        return new GaussianMixture(whole.Components.AsSpan()[components], whole.IsKernelMixture);
    }

    /// <summary>Which components belong to the class.</summary>
    /// <param name="whole">The mixture of all classes.</param>
    public Range ComponentsOf(GaussianMixture whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        long components = whole.Components.Length;
        return (int)((Index - 1) * components / Count)..(int)(Index * components / Count);
    }

    /// <summary>The class and its guidance, as in <c>class 2/4, guidance 1.5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"class {Label}, guidance {Guidance:R}");
}
