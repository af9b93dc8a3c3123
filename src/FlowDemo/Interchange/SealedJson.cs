using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FlowDemo.Interchange;

/// <summary>What a file of <see cref="SealedJson{T}"/> holds, in this order.</summary>
/// <typeparam name="T">What is kept in the file.</typeparam>
/// <param name="Format">Name of the format.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="Content">What is kept.</param>
/// <param name="Hash">Hash of every byte of the file before it.</param>
internal sealed record SealedFile<T>(string Format, int Version, T Content, string Hash);

/// <summary>
/// JSON that the program writes for itself and reads back: of one format and version, nothing missing, nothing more, nothing
/// twice, no null, every number finite, and last the hash of all bytes before it, which tells a file that was changed from
/// one that was written.
/// </summary>
/// <typeparam name="T">What is kept in the file.</typeparam>
/// <param name="format">What the field <c>format</c> says.</param>
/// <param name="version">The version; every other is refused.</param>
/// <param name="noun">What a complaint calls such a file.</param>
/// <param name="command">The command that writes one, for the remedy.</param>
/// <param name="type">How the content is written: strict, in camel case, indented, lines ended by a line feed.</param>
internal sealed class SealedJson<T>(string format, int version, string noun, string command, JsonTypeInfo<SealedFile<T>> type)
{
    private static ReadOnlySpan<byte> End => "\"\n}\n"u8;

    /// <summary>The whole file, in UTF-8: the same bytes for the same content.</summary>
    /// <param name="content">What to keep.</param>
    public byte[] Write(T content)
    {
        byte[] unsealed = JsonSerializer.SerializeToUtf8Bytes(new SealedFile<T>(format, version, content, string.Empty), type);
        byte[] body = unsealed[..^(End.Length - 1)];
        return [.. body, .. Encoding.ASCII.GetBytes(ContentHash.Of(body)), .. End];
    }

    /// <summary>Reads a file.</summary>
    /// <typeparam name="TResult">What is made of the content.</typeparam>
    /// <param name="file">The whole file, with or without a byte order mark.</param>
    /// <param name="name">What a complaint calls the file.</param>
    /// <param name="build">Makes something of the content; it complains about what does not fit together.</param>
    /// <exception cref="FlowDemoException">It is not a file of this format and version, or it has been changed.</exception>
    public TResult Read<TResult>(ReadOnlyMemory<byte> file, string name, Func<T, TResult> build)
    {
        ReadOnlyMemory<byte> json = JsonBytes.WithoutMark(file);
        CheckSyntax(json.Span, name);
        CheckHeader(Guard(name, () => JsonSerializer.Deserialize(json.Span, FileHeaderJson.Default.FileHeader)!), name);
        TResult result = Guard(name, () => build(JsonSerializer.Deserialize(json.Span, type)!.Content));
        return IsWhole(json.Span)
            ? result
            : throw new FlowDemoException(
                $"The {noun} '{name}' was changed after it was written: its content does not match its hash; 'flowdemo {command}' writes "
                    + $"a new one.");
    }

    private static bool IsWhole(ReadOnlySpan<byte> json)
    {
        int body = json.Length - End.Length - ContentHash.Length;
        return body > 0
            && json.EndsWith(End)
            && json.Slice(body, ContentHash.Length).SequenceEqual(Encoding.ASCII.GetBytes(ContentHash.Of(json[..body])));
    }

    /// <summary>Sees to it that the file is JSON and holds no null, which a list of a serializer would let through.</summary>
    private void CheckSyntax(ReadOnlySpan<byte> json, string name)
    {
        if (JsonBytes.FaultIn(json) is JsonFault fault)
        {
            throw new FlowDemoException(
                fault.IsSyntax ? $"The {noun} '{name}' is not JSON: {fault}." : $"The {noun} '{name}' cannot be used: {fault}.");
        }

        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw new FlowDemoException(Unusable(name, json[..(int)reader.TokenStartIndex].Count((byte)'\n'), "holds null"));
            }
        }
    }

    private void CheckHeader(FileHeader header, string name)
    {
        if (header.Format != format)
        {
            throw new FlowDemoException(
                $"The file '{name}' is not a {noun}, for its format is not '{format}'; 'flowdemo {command}' writes one.");
        }

        if (header.Version != version)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The {noun} '{name}' has version {header.Version}, and this program reads version {version}; " +
                $"'flowdemo {command}' writes a new one."));
        }
    }

    private TResult Guard<TResult>(string name, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (JsonException fault)
        {
            throw new FlowDemoException(
                Unusable(
                    name, fault.LineNumber ?? 0, $"('{fault.Path}') lacks a field, has one too many or twice, or holds another kind of "
                        + $"value"),
                fault);
        }
        catch (NotSupportedException fault)
        {
            // What a serializer says of an object that does not tell which of several kinds it is.
            throw new FlowDemoException(
                $"The {noun} '{name}' cannot be used: an object in it does not begin with its kind; 'flowdemo {command}' writes a new "
                    + $"one.", fault);
        }
        catch (FlowDemoException fault)
        {
            string complaint = fault.Message.TrimEnd('.');
            throw new FlowDemoException(
                $"The {noun} '{name}' cannot be used: {char.ToLowerInvariant(complaint[0])}{complaint[1..]}.", fault);
        }
    }

    private string Unusable(string name, long line, string complaint) => string.Create(
        CultureInfo.InvariantCulture,
        $"The {noun} '{name}' cannot be used: line {line + 1} {complaint}; 'flowdemo {command}' writes a new one.");
}

/// <summary>What the files of every version and format begin with.</summary>
internal sealed record FileHeader
{
    public string? Format { get; init; }

    public int? Version { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FileHeader))]
internal sealed partial class FileHeaderJson : JsonSerializerContext;
