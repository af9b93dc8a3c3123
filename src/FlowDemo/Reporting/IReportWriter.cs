using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>Writes what a comparison found in one format.</summary>
public interface IReportWriter
{
    /// <summary>Writes the whole report; the same report gives the same characters under every culture.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    void Write(ComparisonReport report, TextWriter output);
}
