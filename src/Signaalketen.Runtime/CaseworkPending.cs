using Signaalketen.Casework.Forms;
using Signaalketen.Engine;
using Signaalketen.Engine.State;

namespace Signaalketen.Runtime;

internal static class CaseworkPending
{
    extension(FormReading reading)
    {
        public Variables Variables => Variables.Empty;
    }
}

internal static class RejectionSentence
{
    public static string For(RejectionCode code) => "Deze taak is al afgerond of vervallen. Ga naar uw taken voor wat er nu klaarstaat.";
}
