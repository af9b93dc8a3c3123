namespace FlowDemo.Targets;

/// <summary>One record of a table.</summary>
/// <param name="Line">The line of the file, from 1, on which it starts.</param>
/// <param name="Fields">Its fields without their quotes, at least one.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
