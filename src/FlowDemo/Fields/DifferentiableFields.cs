namespace FlowDemo.Fields;

/// <summary>What methods that need derivatives ask of a field.</summary>
internal static class DifferentiableFields
{
    /// <summary>The field with its derivatives.</summary>
    /// <param name="field">Any field.</param>
    /// <exception cref="FlowDemoException">The field has no closed-form derivatives.</exception>
    public static IDifferentiableField WithDerivatives(this IVelocityField field) => field as IDifferentiableField
        ?? throw FlowDemoException.Obstacle(
            "This method needs the exact derivatives of the field, and this field has none; use the exact field.");
}
