namespace FlowDemo.Cli.Files;

/// <summary>The drafts that exist at this moment, so that a process that is told to end can take them away.</summary>
internal sealed class DraftList
{
    private readonly Lock gate = new();
    private readonly HashSet<string> paths = [];
    private bool isClosed;

    /// <summary>Remembers a draft that is about to be made.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="OperationCanceledException">The process is ending.</exception>
    public void Add(string path)
    {
        lock (gate)
        {
            if (isClosed)
            {
                throw new OperationCanceledException();
            }

            paths.Add(path);
        }
    }

    /// <summary>Forgets a draft that has been given its name, or is gone.</summary>
    /// <param name="path">Its full path.</param>
    public void Remove(string path)
    {
        lock (gate)
        {
            paths.Remove(path);
        }
    }

    /// <summary>Takes all drafts away; there will be no more.</summary>
    public void DeleteAll()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (string path in paths)
            {
                File.Delete(path);
            }
        }
    }
}
