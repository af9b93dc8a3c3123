namespace FlowDemo.Fitting.Families;

/// <summary>Which rule the weights of a fitted sampler obey.</summary>
public enum FitConstraint
{
    /// <summary>None: every weight is free.</summary>
    Free,

    /// <summary>The weights of every state sum to its time: exact on a constant velocity.</summary>
    Consistent,

    /// <summary>Besides, from the second state on they integrate a velocity that is linear in time exactly.</summary>
    SecondOrder,
}
