using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowDemo.Interchange;

/// <summary>Finite numbers as an array on a line, not a number a line: files stay small.</summary>
internal sealed class NumberLineConverter : JsonConverter<ImmutableArray<double>>
{
    /// <inheritdoc/>
    public override ImmutableArray<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImmutableArray<double> value, JsonSerializerOptions options) =>
        Write(writer, value.AsSpan());

    /// <summary>The numbers of the array that the reader stands on.</summary>
    /// <exception cref="JsonException">It is no array of finite numbers.</exception>
    internal static ImmutableArray<double> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var numbers = ImmutableArray.CreateBuilder<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(FiniteConverter.Read(ref reader));
        }

        return numbers.DrainToImmutable();
    }

    /// <summary>Writes an array.</summary>
    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<double> numbers) =>
        writer.WriteRawValue(
            "[" + string.Join(',', numbers.ToArray().Select(static n => n.ToString("R", CultureInfo.InvariantCulture))) + "]");
}

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
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw new JsonException();
}
