namespace FlowDemo;

/// <summary>One parameter of a method, written behind the colon of its id.</summary>
/// <param name="Name">What it is called in the help.</param>
/// <param name="Default">Its value when left out, as it would be written.</param>
/// <param name="Meaning">What it does and which values it may take.</param>
public sealed record MethodParameter(string Name, string Default, string Meaning);
