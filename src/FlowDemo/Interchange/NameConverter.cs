using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowDemo.Interchange;

/// <summary>A choice by its name, never by its number.</summary>
/// <typeparam name="T">The choices.</typeparam>
internal sealed class NameConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
