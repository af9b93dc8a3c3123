namespace FlowDemo.Cli.Files;

/// <summary>Sees to it that no result lands on an input or on another result.</summary>
internal static class OutputPlaces
{
    /// <summary>Checks the places of one run before any work is done.</summary>
    /// <param name="outputs">Where results go.</param>
    /// <param name="inputs">The files that the run reads.</param>
    /// <exception cref="FlowDemoException">Two of them are the same file.</exception>
    public static void Check(IReadOnlyList<OutputFile> outputs, IEnumerable<string> inputs)
    {
        OutputFile[] files = [.. outputs.Where(static o => o.Place is not null)];
        foreach ((int i, OutputFile file) in files.Index())
        {
            if (files.Take(i).FirstOrDefault(f => FilePlace.AreSame(f.Place!, file.Place!)) is OutputFile other)
            {
                throw new FlowDemoException($"{other.Name} and {file.Name} are the same file; two results need two files.");
            }

            if (inputs.FirstOrDefault(i => File.Exists(i) && FilePlace.AreSame(i, file.Place!)) is string input)
            {
                throw new FlowDemoException($"{file.Name} is also an input, '{input}', and would be lost; write to another file.");
            }
        }
    }
}
