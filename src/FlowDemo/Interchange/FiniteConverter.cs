using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowDemo.Interchange;

/// <summary>A number that is finite: 1e999, which a parser takes for infinity, is refused where it stands.</summary>
internal sealed class FiniteConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    /// <summary>The number that the reader stands on.</summary>
    /// <exception cref="JsonException">It is none, or not finite.</exception>
    internal static double Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw new JsonException();
}
