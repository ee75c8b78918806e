namespace Signaalketen.Casework;

/// <summary>How sensitive a value is. K2 and higher are personal data and live only in encrypted case fields.</summary>
public enum DataClass
{
    /// <summary>Public.</summary>
    K0,

    /// <summary>Internal, about the work and not about a person.</summary>
    K1,

    /// <summary>Personal data.</summary>
    K2,

    /// <summary>Special or criminal data, data about minors, health or police data.</summary>
    K3,

    /// <summary>Sealed: who reported, and sources that asked for secrecy.</summary>
    K4,
}
