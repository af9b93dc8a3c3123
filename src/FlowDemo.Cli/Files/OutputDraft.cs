namespace FlowDemo.Cli.Files;

/// <summary>
/// A file under a name of its own beside the place it is for, until it is complete. It takes over the permissions and the owner
/// of the file that stands there; where that one has other names too, or cannot be given to its owner, its content is replaced
/// and not the file.
/// </summary>
internal sealed class OutputDraft : IDisposable
{
    private const string Prefix = ".flowdemo-";
    private const string Suffix = ".tmp";

    /// <summary>A draft that nobody has written to for so long was left by a process that was killed.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    private readonly string place;
    private readonly string draft;
    private readonly string name;
    private readonly DraftList drafts;
    private string? backup;
    private bool isInPlace;
    private bool isCommitted;

    /// <summary>Makes an empty draft.</summary>
    /// <param name="place">Full path of the place, no link.</param>
    /// <param name="name">What a complaint calls the place.</param>
    /// <param name="drafts">The drafts of this process.</param>
    /// <param name="cancellation">The wish to stop.</param>
    public OutputDraft(string place, string name, DraftList drafts, CancellationToken cancellation)
    {
        (this.place, this.name, this.drafts) = (place, name, drafts);
        draft = NameBeside(place);
        Stream = new GuardedStream(Create(draft), name, cancellation);
    }

    /// <summary>Where to write.</summary>
    public GuardedStream Stream { get; }

    /// <summary>Sees whether a draft can be made beside a place, and takes away those that killed processes have left.</summary>
    /// <param name="place">Full path of the place.</param>
    public static void Try(string place)
    {
        using FileStream draft = new(NameBeside(place), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        EnumerationOptions all = new() { AttributesToSkip = 0, IgnoreInaccessible = true };
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(place)!, $"{Prefix}*{Suffix}", all))
        {
            DeleteStale(left);
        }
    }

    /// <summary>Puts the complete draft in its place.</summary>
    /// <param name="canRevert">Whether it may have to be taken back, until <see cref="Dispose"/>.</param>
    /// <exception cref="OutputFailure">That cannot be done; the place holds what it held.</exception>
    public void Commit(bool canRevert)
    {
        try
        {
            Stream.Dispose();
            bool replaces = File.Exists(place);
            isInPlace = replaces && !TakeOver();
            backup = replaces && (canRevert || isInPlace) ? NameBeside(place) : null;
            if (isInPlace)
            {
                File.Copy(place, backup!);
                isCommitted = true;
                Overwrite(place, draft);
            }
            else if (backup is not null)
            {
                File.Replace(draft, place, backup, ignoreMetadataErrors: true);
                isCommitted = true;
            }
            else
            {
                File.Move(draft, place, overwrite: true);
                isCommitted = true;
            }
        }
        catch (Exception failure) when (OutputFailure.IsMeantBy(failure))
        {
            Revert();
            throw OutputFailure.At(name, failure);
        }
    }

    /// <summary>Gives the place back what it held before <see cref="Commit"/>.</summary>
    public void Revert()
    {
        if (!isCommitted)
        {
            return;
        }

        isCommitted = false;
        if (backup is null)
        {
            File.Delete(place);
        }
        else if (isInPlace)
        {
            Overwrite(place, backup);
        }
        else
        {
            File.Move(backup, place, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(draft);
        drafts.Remove(draft);
        if (backup is not null)
        {
            File.Delete(backup);
        }
    }

    /// <summary>A short name, so that it fits wherever that of the place does.</summary>
    private static string NameBeside(string place) =>
        Path.Combine(Path.GetDirectoryName(place)!, Prefix + Path.GetFileNameWithoutExtension(Path.GetRandomFileName()) + Suffix);

    private static void Overwrite(string place, string from)
    {
        using FileStream source = File.OpenRead(from);
        using FileStream target = new(place, FileMode.Open, FileAccess.Write, FileShare.None);
        source.CopyTo(target);
        target.SetLength(source.Length);
    }

    /// <summary>Takes a draft away that is old and that no process holds.</summary>
    private static void DeleteStale(string path)
    {
        try
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Stale)
            {
                using FileStream held = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or gone meanwhile: neither concerns this run.
            return;
        }
    }

    private FileStream Create(string path)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && File.Exists(place))
        {
            // From the first byte nobody reads the draft who may not read the file.
            options.UnixCreateMode = File.GetUnixFileMode(place) | UnixFileMode.UserWrite;
        }

        drafts.Add(path);
        return new FileStream(path, options);
    }

    /// <summary>Gives the draft the owner and the permissions of the file that it replaces.</summary>
    /// <returns>Whether it may take that file's place: nobody else's name for the file, or claim to it, is lost.</returns>
    private bool TakeOver()
    {
        if (FileStatus.Of(place) is FileStatus old && FileStatus.Of(draft) is FileStatus fresh)
        {
            bool isOwned = (fresh.Owner, fresh.Group) == (old.Owner, old.Group) || FileStatus.TryGive(draft, old.Owner, old.Group);
            if (old.Links > 1 || !isOwned)
            {
                return false;
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(draft, File.GetUnixFileMode(place));
        }

        return true;
    }
}
