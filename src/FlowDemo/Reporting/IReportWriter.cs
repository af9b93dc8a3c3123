using FlowDemo.Comparison.Studies;

namespace FlowDemo.Reporting;

/// <summary>Writes what a comparison found in one format.</summary>
public interface IReportWriter
{
    /// <summary>
    /// Writes all of it, of several problems the summary first; the same study gives the same characters under every culture.
    /// </summary>
    /// <param name="study">What to write.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    void Write(StudyReport study, TextWriter output);
}
