using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Plots;

/// <summary>One kind of picture of a comparison; <see cref="PlotWriter"/> writes it.</summary>
public interface IPlot
{
    /// <summary>Whether it shows the problems of a study together; otherwise it shows the one problem that there is.</summary>
    bool ShowsStudies => false;

    /// <summary>Whether it samples the target's exact flow once more; then it is not for a model or a saved report.</summary>
    bool NeedsExactFlow => false;

    /// <summary>Whether it moves: then it is an SVG document for a screen, and nothing that can be printed.</summary>
    bool Moves => false;

    /// <summary>Puts it on a sheet; the same scene gives the same sheet under every culture and thread count.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="paper">What on.</param>
    internal PlotDrawing Draw(PlotScene scene, PlotPaper paper) => throw new FlowDemoException(NeedsScreen);

    /// <summary>The whole SVG document of one that moves.</summary>
    /// <param name="scene">What to draw.</param>
    internal string Animate(PlotScene scene) => throw new NotSupportedException();

    /// <summary>Why a picture that moves is not printed.</summary>
    const string NeedsScreen =
        "A picture that moves is for a screen; write it as .svg, without a size for print, or take trajectories or samples for paper.";
}

/// <summary>What a picture may show: the figures of comparisons, and what it takes to sample their methods once more.</summary>
/// <param name="Study">What was found.</param>
/// <param name="Targets">The data distribution of each report; none for a model, and for reports that were read from files.</param>
/// <param name="Execution">Threads and cancellation, for pictures that sample.</param>
public sealed record PlotScene(StudyReport Study, ImmutableArray<Target> Targets, Execution Execution)
{
    /// <summary>
    /// The methods that were made ready for a picture, by name and budget, where several pictures of this scene are drawn: grids and fits
    /// do not depend on the samples of a picture. Null where there is one.
    /// </summary>
    internal ConcurrentDictionary<(MethodName Method, int? Budget), (TimedSolver Ready, long Cost)>? Prepared { get; init; }

    /// <summary>The report that a picture of one problem is about.</summary>
    public ComparisonReport Report => Study.Reports[0];

    /// <summary>The data distribution that it is about.</summary>
    /// <exception cref="FlowDemoException">There is none.</exception>
    public Target Target => Targets is [Target first, ..]
        ? first
        : throw new FlowDemoException(NeedsExactFlow);

    /// <summary>Why a picture cannot be drawn of a model or of a saved report.</summary>
    public const string NeedsExactFlow =
        "This picture samples a target's exact flow, which a model does not have and a saved report does not hold; draw work-precision or "
            + "grids.";
}
