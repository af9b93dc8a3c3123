namespace FlowDemo.Cli.Tests;

/// <summary>What came of a run.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Everything on stdout.</param>
/// <param name="Error">Everything on stderr.</param>
internal sealed record CliResult(int Code, string Output, string Error);
