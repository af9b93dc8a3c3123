using System.Text.Json;
using FlowDemo.Interchange;

namespace FlowDemo.Targets;

/// <summary>
/// Mixtures as JSON: <c>{ "components": [ { "weight": 0.4, "mean": [1, -2], "covariance": [[0.3, 0.1], [0.1, 0.2]] } ] }</c>,
/// where <c>"std": 0.3</c> may stand for an isotropic covariance.
/// </summary>
public static class MixtureFile
{
    /// <summary>Reads a mixture.</summary>
    /// <param name="json">UTF-8 text, with or without a byte order mark, or UTF-16 with one.</param>
    /// <param name="name">What the text is called in complaints.</param>
    /// <exception cref="FlowDemoException">The text is malformed or the mixture cannot be; the message gives line and column.</exception>
    public static GaussianMixture Read(ReadOnlyMemory<byte> json, string name)
    {
        MixtureJsonReader reader = new(JsonBytes.WithoutMark(json).Span, name);
        return reader.ReadMixture();
    }

    /// <summary>Writes a mixture so that reading it back gives the same numbers.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="stream">Receives UTF-8 text; stays open.</param>
    public static void Write(GaussianMixture mixture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteStartArray("components");
        foreach (GaussianComponent component in mixture.Components)
        {
            writer.WriteStartObject();
            writer.WriteNumber("weight", component.Weight);
            writer.WritePropertyName("mean");
            WritePair(writer, component.MeanX, component.MeanY);
            writer.WriteStartArray("covariance");
            WritePair(writer, component.CovarianceXX, component.CovarianceXY);
            WritePair(writer, component.CovarianceXY, component.CovarianceYY);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter writer, double first, double second)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(first);
        writer.WriteNumberValue(second);
        writer.WriteEndArray();
    }
}
