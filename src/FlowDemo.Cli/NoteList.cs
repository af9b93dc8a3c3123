namespace FlowDemo.Cli;

/// <summary>
/// What is to be said besides the result: most of it when the result is there, so that a refusal stands alone on stderr, and
/// before the work what must be known before it.
/// </summary>
internal sealed class NoteList
{
    private readonly List<string> later = [];

    /// <summary>Whether something was said before the work.</summary>
    public bool HasAnnounced { get; private set; }

    /// <summary>Keeps a line until the result is there.</summary>
    /// <param name="line">The line.</param>
    public void Add(string line) => later.Add(line);

    /// <summary>Says a line now.</summary>
    /// <param name="line">The line.</param>
    /// <param name="terminal">Where to.</param>
    public void Announce(string line, Terminal terminal)
    {
        HasAnnounced = true;
        terminal.Say(line);
    }

    /// <summary>Says what was kept.</summary>
    /// <param name="terminal">Where to.</param>
    public void Write(Terminal terminal) => later.ForEach(terminal.Say);
}
