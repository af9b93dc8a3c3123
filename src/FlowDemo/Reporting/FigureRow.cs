using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>One method's figures, one for each budget.</summary>
/// <param name="Method">Solver and schedule, as in <c>heun/boss</c>.</param>
/// <param name="Cells">One for each budget of the table.</param>
public sealed record FigureRow(string Method, ImmutableArray<FigureCell> Cells);
