namespace FlowDemo.Fuzz;

/// <summary>A kind of input that people give to the program.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Share">How many of every hundred inputs are of this kind.</param>
/// <param name="Line">Makes an input: writes its files into a folder and gives the command line.</param>
/// <param name="HasChecks">Whether a check that fails, exit code 1, may come of it.</param>
internal sealed record InputKind(string Name, int Share, Func<Chance, TemporaryDirectory, string[]> Line, bool HasChecks = false);
