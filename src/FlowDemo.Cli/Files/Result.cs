using System.Text;

namespace FlowDemo.Cli.Files;

/// <summary>Something to write, and where to.</summary>
/// <param name="File">Where to.</param>
/// <param name="Text">Writes all of it as text; null for bytes.</param>
/// <param name="Bytes">Writes all of it as bytes; null for text.</param>
internal sealed record Result(OutputFile File, Action<TextWriter>? Text, Action<Stream>? Bytes)
{
    private const int Buffer = 1 << 16;

    /// <summary>A result that is text.</summary>
    public static Result OfText(OutputFile file, Action<TextWriter> body) => new(file, body, null);

    /// <summary>A result that is not.</summary>
    public static Result OfBytes(OutputFile file, Action<Stream> body) => new(file, null, body);

    /// <summary>
    /// Writes all results or none: files as drafts first, then what cannot be taken back, and at the end the drafts are given
    /// their names. A person who watches is told what was written.
    /// </summary>
    /// <param name="results">The results.</param>
    /// <param name="terminal">Whose standard output is meant, and whose wish to stop counts.</param>
    /// <exception cref="OutputFailure">One of them cannot be written; all files are as they were.</exception>
    public static void WriteAll(IReadOnlyList<Result> results, Terminal terminal)
    {
        List<OutputDraft> drafts = [];
        try
        {
            foreach (Result result in results.Where(static r => r.File.Place is not null))
            {
                OutputDraft draft = new(result.File.Place!, result.File.Name, terminal.Drafts, terminal.Cancellation);
                drafts.Add(draft);
                result.WriteTo(draft.Stream);
            }

            foreach (Result result in results.Where(static r => r.File.Place is null))
            {
                result.WriteOn(terminal);
            }

            terminal.Cancellation.ThrowIfCancellationRequested();
            Commit(drafts);
            if (terminal.ErrorIsInteractive && drafts.Count > 0)
            {
                IEnumerable<string> names = results.Where(static r => r.File.Place is not null).Select(static r => r.File.Name);
                terminal.Notes.Add($"flowdemo: wrote {string.Join(", ", names)}");
            }
        }
        finally
        {
            drafts.ForEach(static d => d.Dispose());
        }
    }

    private static void Commit(List<OutputDraft> drafts)
    {
        try
        {
            drafts.ForEach(d => d.Commit(canRevert: drafts.Count > 1));
        }
        catch (OutputFailure)
        {
            drafts.ForEach(static d => d.Revert());
            throw;
        }
    }

    /// <summary>Writes to what takes everything at once; a reader that has seen enough ends it.</summary>
    private void WriteOn(Terminal terminal)
    {
        try
        {
            if (File.IsStandardOutput)
            {
                Text!(terminal.Output);
                terminal.Output.Flush();
                return;
            }

            using GuardedStream device = File.OpenDevice();
            WriteTo(device);
        }
        catch (OutputFailure failure) when (failure.IsBrokenPipe)
        {
            return;
        }
    }

    private void WriteTo(GuardedStream stream)
    {
        if (Text is not null)
        {
            StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Buffer) { NewLine = "\n" };
            Text(writer);
            writer.Flush();
            return;
        }

        BufferedStream bytes = new(stream, Buffer);
        Bytes!(bytes);
        bytes.Flush();
    }
}
