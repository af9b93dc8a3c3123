using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Randomness;
using FlowDemo.Targets.Tables;
using MathNet.Numerics.Random;

namespace FlowDemo.Targets;

/// <summary>A data distribution together with what a report says about it.</summary>
/// <param name="Name">What the user called it: an id or the path of a file.</param>
/// <param name="Mixture">The distribution; that of the class where there is a condition.</param>
/// <param name="Description">One line, no full stop: what was read, skipped, scaled and smoothed.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Target(string Name, GaussianMixture Mixture, string Description, string Source)
{
    /// <summary>The file that it was read from; null for a built-in one.</summary>
    public SourceFile? File { get; init; }

    /// <summary>The mixture that paths to it start from; null for N(0, I).</summary>
    public Target? Origin { get; private init; }

    /// <summary>The files that it and its source were read from.</summary>
    public IEnumerable<SourceFile> Files => new[] { File, Origin?.File }.OfType<SourceFile>();

    /// <summary>What its file was taken for; null where there was nothing to find out.</summary>
    public TableReading? Reading { get; init; }

    /// <summary>The width that it was brought to, in units of the noise; null where it has its own.</summary>
    public double? Scale { get; private init; }

    /// <summary>What its coordinates are measured in.</summary>
    public Units Units { get; init; } = Units.Data;

    /// <summary>The width of the kernels on points, in units of the data's standard deviations; null where there are no points.</summary>
    public double? Bandwidth { get; init; }

    /// <summary>Whether it is a mixture of few normal laws, and neither points nor a curve: then a path may start from it.</summary>
    internal bool IsOfModes => Bandwidth is null && !Whole.IsKernelMixture;

    /// <summary>The class that samples are asked for; null for the whole distribution.</summary>
    public ClassCondition? Condition { get; private init; }

    /// <summary>The distribution of all classes together.</summary>
    public GaussianMixture Whole { get; private init; } = Mixture;

    /// <summary>Whether the exact flow is a guided one, which does not sample <see cref="Mixture"/>.</summary>
    public bool IsGuided => Condition is { Guidance: not 1 };

    /// <summary>The name, with the condition and the source behind it.</summary>
    public string Label => LabelOf(Name, Scale, Condition) + (Origin is null ? string.Empty : $" from {Origin.Name}");

    /// <summary>The description, and which part of it the class is.</summary>
    public string FullDescription
    {
        get
        {
            if (Condition is null)
            {
                return Description;
            }

            (int start, int length) = Condition.ComponentsOf(Whole).GetOffsetAndLength(Whole.Components.Length);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Description}; class {Condition.Label}, components {start + 1} to {start + length} of {Whole.Components.Length}");
        }
    }

    /// <summary>A name, with the scale and the condition behind it where there are such.</summary>
    /// <param name="name">The name.</param>
    /// <param name="scale">The width that the target was brought to.</param>
    /// <param name="condition">The condition.</param>
    internal static string LabelOf(string name, double? scale, ClassCondition? condition) =>
        name
            + (scale is double c ? string.Create(CultureInfo.InvariantCulture, $" at scale {c}") : string.Empty)
            + (condition is null ? string.Empty : $", {condition}");

    /// <summary>
    /// The same data, centred and with another width: its root mean square distance from the mean along its widest direction, in
    /// units of the noise. Bandwidths grow with it. What a sampler is worth depends on that width more than on the shape.
    /// </summary>
    /// <param name="scale">The width wanted, positive and finite; null to leave the target as it is.</param>
    /// <exception cref="FlowDemoException">A component would be too wide or too narrow for a number.</exception>
    public Target ScaledTo(double? scale)
    {
        if (scale is not double wanted)
        {
            return this;
        }

        double factor = wanted / Whole.Width;
        GaussianMixture scaled = Whole.Scaled(factor);
        string description = string.Create(
            CultureInfo.InvariantCulture, $"{Description}; centred and brought from scale {Whole.Width:G4} to {wanted}");
        return (this with { Description = description, Whole = scaled, Mixture = scaled, Scale = wanted, Condition = null })
            .Given(Condition) with
        { Units = Units.Scaled((Whole.MeanX, Whole.MeanY), factor) };
    }

    /// <summary>The same target, reached from another law than N(0, I).</summary>
    /// <param name="source">The law; null for N(0, I).</param>
    /// <exception cref="FlowDemoException">It is no mixture.</exception>
    public Target From(Target? source) => source is null || source.IsOfModes
        ? this with { Origin = source }
        : throw new FlowDemoException(
            $"The source '{source.Name}' is points or a curve, and a path starts from a mixture of few normal distributions; name a .json "
                + $"file of one with '--source'.");

    /// <summary>The same points under wider or narrower kernels.</summary>
    /// <param name="factor">How many times as wide; positive.</param>
    internal Target WithKernels(double factor)
    {
        GaussianMixture other = Whole.WithKernels(factor);
        return (this with { Bandwidth = Bandwidth * factor, Whole = other, Mixture = other, Condition = null }).Given(Condition);
    }

    /// <summary>
    /// Bootstrap resamples: the same kernels, each with as many shares of the weight as it was drawn when as many points were drawn with
    /// replacement as there are. What is fitted to a target knows it; what it is worth on other draws from the same law, these show.
    /// </summary>
    /// <param name="count">B.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">What they are for.</param>
    /// <remarks>B. Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979.</remarks>
    /// <exception cref="FlowDemoException">There are no points, or a class is asked for.</exception>
    public ImmutableArray<Target> Resampled(int count, int seed, NoiseStream stream)
    {
        RequirePoints();
        RandomSource random = RandomStream.Open(seed, stream);
        GaussianComponent[] kernels = [.. Whole.Components];
        Target Draw()
        {
            int[] times = new int[kernels.Length];
            for (int i = 0; i < times.Length; i++)
            {
                times[random.Next(times.Length)]++;
            }

            GaussianMixture other = new(
                [.. kernels.Select((k, i) => k with { Weight = k.Weight * times[i] }).Where(static k => k.Weight > 0)],
                Whole.IsKernelMixture);
            return this with { Whole = other, Mixture = other };
        }

        return [.. Enumerable.Range(0, count).Select(_ => Draw())];
    }

    /// <summary>Refuses a target that cannot be resampled.</summary>
    /// <exception cref="FlowDemoException">There are no points, or a class is asked for.</exception>
    public void RequirePoints()
    {
        if (Bandwidth is null || Condition is not null)
        {
            throw new FlowDemoException(Bandwidth is null
                ? $"The target '{Name}' is a mixture and has no points to resample; name points, such as old-faithful or a .csv file, or "
                    + $"leave '--resample' out."
                : $"The whole target '{Name}' can be resampled, and not one class of it; leave '--class' or '--resample' out.");
        }
    }

    /// <summary>The same data under a condition.</summary>
    /// <param name="condition">The class; null for all of them.</param>
    /// <exception cref="FlowDemoException">There are more classes than components.</exception>
    public Target Given(ClassCondition? condition) => this with { Mixture = condition?.MixtureOf(Whole) ?? Whole, Condition = condition };
}
