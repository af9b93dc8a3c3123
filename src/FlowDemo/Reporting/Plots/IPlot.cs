using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Reporting.Plots;

/// <summary>Draws one picture of a comparison as SVG.</summary>
public interface IPlot
{
    /// <summary>Writes a whole SVG document; the same scene gives the same characters under every culture and thread count.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    void Write(PlotScene scene, TextWriter output);
}

/// <summary>What a picture may show: the figures of a comparison, and what it takes to sample its methods once more.</summary>
/// <param name="Report">What the comparison found.</param>
/// <param name="Target">The data distribution that was compared on.</param>
/// <param name="Execution">Threads and cancellation, for pictures that sample.</param>
public sealed record PlotScene(ComparisonReport Report, Target Target, Execution Execution);
