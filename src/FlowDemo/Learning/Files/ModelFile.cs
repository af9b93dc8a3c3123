using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowDemo.Learning.Models;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Files;

/// <summary>
/// Models as JSON. Numbers are written with 17 significant digits, so a model that is read back gives the same bytes; a hash
/// over everything but itself tells a file that was changed from one that was trained.
/// </summary>
public static class ModelFile
{
    internal const string Format = "flowdemo-model";
    internal const int Version = 1;

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(VelocityModel model, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(output);
        byte[] content = Encode(model, hash: null);
        output.Write(Encoding.UTF8.GetString(Encode(model, Hash(content))));
        output.Write('\n');
    }

    /// <summary>Reads the model of a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="FlowDemoException">The file cannot be read, or is not a model that can be used.</exception>
    public static VelocityModel Load(string path) => Read(InputFile.ReadBytes(path), path);

    /// <summary>Reads a model.</summary>
    /// <param name="json">The content of the file.</param>
    /// <param name="name">What to call the file in a complaint.</param>
    /// <exception cref="FlowDemoException">The content is not a model of this version, is incomplete, or was changed.</exception>
    public static VelocityModel Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            ModelElement root = new(document.RootElement, name, string.Empty);
            if (root.Text("format") != Format)
            {
                throw root.Fault($"its format is not '{Format}'; models are written by 'flowdemo train'");
            }

            if (root.Integer("version") != Version)
            {
                throw root.Fault(string.Create(CultureInfo.InvariantCulture, $"its version is {root.Integer("version")}, and this program reads version {Version}; train it again"));
            }

            VelocityModel model = ModelReader.Read(root);
            return Hash(Encode(model, hash: null)) == root.Text("hash")
                ? model
                : throw root.Fault("its content does not match its hash; it was changed after it was trained, so train it again");
        }
        catch (JsonException fault)
        {
            throw new FlowDemoException(
                string.Create(CultureInfo.InvariantCulture, $"The model file '{name}' is not JSON: line {(fault.LineNumber ?? 0) + 1} cannot be read."), fault);
        }
    }

    private static byte[] Encode(VelocityModel model, string? hash)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            ModelWriter.Write(writer, model, hash);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Hash(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
