namespace FlowDemo.Cli.Files;

/// <summary>
/// Writes on, asking at every write whether to stop, and says in one sentence what went wrong. What has failed once takes
/// nothing more and does not complain again, so that closing it is quiet.
/// </summary>
/// <param name="inner">Where to; closed with this one.</param>
/// <param name="name">What a complaint calls it.</param>
/// <param name="cancellation">The wish to stop.</param>
internal sealed class GuardedStream(Stream inner, string name, CancellationToken cancellation) : Stream
{
    /// <summary>Whether something could not be written.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether it does not complain the first time either: where complaints go themselves.</summary>
    public bool IsMuted { get; init; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            if (!HasFailed)
            {
                inner.Write(buffer);
            }
        }
        catch (Exception failure) when (OutputFailure.IsMeantBy(failure))
        {
            Fail(failure);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        try
        {
            if (!HasFailed)
            {
                inner.Flush();
            }
        }
        catch (Exception failure) when (OutputFailure.IsMeantBy(failure))
        {
            Fail(failure);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fail(Exception failure)
    {
        HasFailed = true;
        if (!IsMuted)
        {
            throw OutputFailure.At(name, failure);
        }
    }
}
